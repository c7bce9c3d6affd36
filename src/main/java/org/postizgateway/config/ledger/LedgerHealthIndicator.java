package org.postizgateway.config.ledger;

import org.postizgateway.ledger.Replica;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down when side-effecting calls would be refused for want of a ledger. */
@Component
public class LedgerHealthIndicator extends AbstractHealthIndicator {

    private final Replica replica;
    private final DeadLetters deadLetters;

    public LedgerHealthIndicator(Replica replica, DeadLetters deadLetters) {
        super("The ledger's database cannot be used");
        this.replica = replica;
        this.deadLetters = deadLetters;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        replica.heartbeat();
        builder.up()
                .withDetail("replica", replica.id())
                .withDetail("openDeadLetters", deadLetters.countUnfinished());
    }
}
