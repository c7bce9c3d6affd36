package org.postizgateway.config.ledger.database;

import javax.sql.DataSource;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.replica.Replica;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;

/** Down when side-effecting calls would be refused for want of a ledger. */
public final class LedgerHealthIndicator implements HealthIndicator {

    /** A table that somebody else has locked makes calls wait, and in the end refuses them. */
    private static final int PATIENCE_S = 3;

    private final Replica replica;
    private final DeadLetters deadLetters;
    private final JdbcTemplate calls;

    public LedgerHealthIndicator(Replica replica, DeadLetters deadLetters, DataSource ledger) {
        this.replica = replica;
        this.deadLetters = deadLetters;
        this.calls = new JdbcTemplate(ledger);
        calls.setQueryTimeout(PATIENCE_S);
    }

    /** Without what the database says, which may name it: the ledger's own tasks log that. */
    @Override
    public Health health() {
        try {
            replica.heartbeat();
            calls.update("UPDATE ledger_call SET id = id WHERE id = ''");
            return Health.up()
                    .withDetail("replica", replica.id())
                    .withDetail("openDeadLetters", deadLetters.countUnfinished())
                    .build();
        } catch (RuntimeException e) {
            return Health.down().withDetail("reason", LedgerTrouble.sentence(e)).build();
        }
    }
}
