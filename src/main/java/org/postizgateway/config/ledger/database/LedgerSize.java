package org.postizgateway.config.ledger.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gauge {@code ledger.size}: bytes of the file of an H2 ledger, or of the PostgreSQL database, as
 * of the last time that it was asked.
 */
public final class LedgerSize {

    /** Counted by H2 itself; 0 for a database in memory. */
    private static final String OF_H2 =
            "SELECT COALESCE(MAX(CAST(setting_value AS BIGINT)), 0) FROM information_schema.settings"
                    + " WHERE setting_name = 'info.FILE_SIZE'";

    private static final String OF_POSTGRESQL = "SELECT pg_database_size(current_database())";

    private final JdbcTemplate jdbc;
    private final String question;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param embedded whether it is an H2 database
     */
    public LedgerSize(JdbcTemplate jdbc, boolean embedded, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.question = embedded ? OF_H2 : OF_POSTGRESQL;
        Gauge.builder("ledger.size", bytes, AtomicLong::get)
                .description("Size of the ledger's database")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    /** Asks the database. */
    public void measure() {
        Long now = jdbc.queryForObject(question, Long.class);
        bytes.set(now == null ? 0 : now);
    }
}
