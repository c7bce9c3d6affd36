package org.postizgateway.config.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.ledger.Database;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The size of the ledger that operators see. */
class LedgerSizeTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir private Path directory;

    private double measured(String url, boolean embedded) {
        SingleConnectionDataSource database = new SingleConnectionDataSource(url, true);
        try {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("CREATE TABLE filling (content TEXT)");
            jdbc.update("INSERT INTO filling VALUES (?)", "x".repeat(1_000_000));
            new LedgerSize(jdbc, embedded, registry).measure();
        } finally {
            database.destroy();
        }
        return registry.get("ledger.size").gauge().value();
    }

    @Test
    void of_H2_is_that_of_its_file() throws Exception {
        Path ledger = directory.resolve("ledger");
        double bytes = measured("jdbc:h2:async:" + ledger + ";WRITE_DELAY=0", true);

        assertThat(bytes)
                .isBetween(1_000_000.0, 2.0 * Files.size(directory.resolve("ledger.mv.db")));
    }

    @Test
    void of_PostgreSQL_is_that_of_its_database() {
        assertThat(measured(Database.POSTGRESQL.freshUrl(), false)).isGreaterThan(1_000_000);
    }
}
