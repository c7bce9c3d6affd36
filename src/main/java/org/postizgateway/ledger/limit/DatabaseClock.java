package org.postizgateway.ledger.limit;

import io.github.bucket4j.TimeMeter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The clock of a PostgreSQL, as it was read a while ago, and what has passed since. A bucket that
 * several replicas fill needs one clock for all: that of a replica which is ahead would keep it
 * from being filled by the others.
 */
final class DatabaseClock implements TimeMeter {

    private static final String NOW =
            "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT";
    private static final long NANOS_IN_MICRO = 1_000;

    private final DataSource database;
    private volatile boolean known;
    private volatile long ahead;

    DatabaseClock(DataSource database) {
        this.database = database;
    }

    /** Reads it, if that was not done yet. */
    void know() throws SQLException {
        if (!known) {
            read();
        }
    }

    void read() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            long before = System.nanoTime();
            try (ResultSet answer = statement.executeQuery(NOW)) {
                answer.next();
                long then = answer.getLong(1) * NANOS_IN_MICRO;
                long between = before + (System.nanoTime() - before) / 2;
                ahead = then - between;
                known = true;
            }
        }
    }

    @Override
    public long currentTimeNanos() {
        return System.nanoTime() + ahead;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
