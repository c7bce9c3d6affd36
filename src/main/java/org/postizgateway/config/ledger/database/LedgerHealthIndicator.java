package org.postizgateway.config.ledger.database;

import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down when side-effecting calls would be refused for want of a ledger. */
public final class LedgerHealthIndicator implements HealthIndicator {

    private final Replica replica;
    private final DeadLetters deadLetters;

    public LedgerHealthIndicator(Replica replica, DeadLetters deadLetters) {
        this.replica = replica;
        this.deadLetters = deadLetters;
    }

    /** Without what the database says, which may name it: the ledger's own tasks log that. */
    @Override
    public Health health() {
        try {
            replica.heartbeat();
            return Health.up()
                    .withDetail("replica", replica.id())
                    .withDetail("openDeadLetters", deadLetters.countUnfinished())
                    .build();
        } catch (RuntimeException e) {
            return Health.down().withDetail("reason", LedgerTrouble.sentence(e)).build();
        }
    }
}
