package org.postizgateway.config.ledger.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the ledger. Whoever first finds that the database cannot be reached has waited
 * for it in vain; from then on nobody does: they are refused at once, while one thread goes on
 * trying. A pool whose connections are all in use is busy, and is waited for.
 */
final class LedgerPool extends HikariDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerPool.class);

    /** Between two tries where the first fails without waiting. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AtomicReference<SQLException> outage = new AtomicReference<>();

    /** A database that was never there ends the start. */
    private volatile boolean wasOpen;

    LedgerPool(HikariConfig configuration) {
        super(configuration);
    }

    @Override
    public Connection getConnection() throws SQLException {
        SQLException known = outage.get();
        if (known != null) {
            throw new SQLTransientConnectionException(
                    "The ledger's database was away when it was tried last",
                    known.getSQLState(),
                    known);
        }
        try {
            Connection connection = super.getConnection();
            wasOpen = true;
            return connection;
        } catch (SQLTransientConnectionException e) {
            if (wasOpen && e.getCause() != null && !isBusy()) {
                note(e);
            }
            throw e;
        }
    }

    private boolean isBusy() {
        HikariPoolMXBean pool = getHikariPoolMXBean();
        return pool != null && pool.getActiveConnections() >= getMaximumPoolSize();
    }

    private void note(SQLException failure) {
        if (outage.compareAndSet(null, failure)) {
            LOG.warn(
                    "The ledger's database cannot be used ({}). Calls that need it are refused at"
                            + " once until it is back.",
                    reason(failure));
            Thread trying = new Thread(this::awaitReturn, "ledger-return");
            trying.setDaemon(true);
            trying.start();
        }
    }

    private static String reason(SQLException failure) {
        String why = LedgerTrouble.why(failure);
        return why.isEmpty() ? failure.getCause().getClass().getSimpleName() : why;
    }

    private void awaitReturn() {
        while (!isClosed()) {
            try (Connection back = super.getConnection()) {
                outage.set(null);
                LOG.info("The ledger's database can be used again");
                return;
            } catch (SQLException e) {
                if (e.getCause() != null) {
                    outage.set(e);
                }
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
