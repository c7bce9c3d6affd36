package org.postizgateway.config.ledger.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import org.postizgateway.observability.TimelyHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether an H2 in this process still returns what it was asked for. One that spins or hangs takes
 * every connection and gives none back, which only a new process ends; so this is for liveness. A
 * database elsewhere is none of its business, nor is one that answers with an error.
 */
public final class EmbeddedLedgerHealth implements HealthIndicator {

    /** The pool has given up by then, and H2 answers in milliseconds. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(15);

    private final HikariDataSource ledger;
    private final TimelyHealthIndicator check;
    private final Duration patience;
    private long hangsSince = -1;

    /**
     * @param check of the ledger as a whole
     * @param patience how long it may hang
     */
    public EmbeddedLedgerHealth(
            HikariDataSource ledger, TimelyHealthIndicator check, Duration patience) {
        this.ledger = ledger;
        this.check = check;
        this.patience = patience;
    }

    @Override
    public synchronized Health health() {
        if (!LedgerDatabase.isEmbedded(ledger.getJdbcUrl()) || check.isUp() || !hangs()) {
            hangsSince = -1;
            return Health.up().build();
        }
        if (hangsSince < 0) {
            hangsSince = System.nanoTime();
        }
        Duration hanging = Duration.ofNanos(System.nanoTime() - hangsSince);
        Health.Builder health = hanging.compareTo(patience) < 0 ? Health.up() : Health.down();
        return health.withDetail("hangingSeconds", hanging.toSeconds()).build();
    }

    private boolean hangs() {
        HikariPoolMXBean pool = ledger.getHikariPoolMXBean();
        return check.checking().filter(time -> time.compareTo(LONGEST_CHECK) > 0).isPresent()
                || pool != null && pool.getActiveConnections() >= ledger.getMaximumPoolSize();
    }
}
