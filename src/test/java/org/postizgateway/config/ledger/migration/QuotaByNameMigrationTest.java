package org.postizgateway.config.ledger.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A ledger in which each tool had a ration of its own. */
@Timeout(60)
class QuotaByNameMigrationTest {

    private static final OffsetDateTime END = OffsetDateTime.parse("2026-12-01T10:40:00Z");

    private JdbcClient sql;

    @ParameterizedTest
    @EnumSource
    void the_least_that_a_tool_was_told_in_the_latest_window_is_what_all_have(Database database) {
        DriverManagerDataSource source = new DriverManagerDataSource(withMode(database.freshUrl()));
        sql = JdbcClient.create(source);
        Flyway.configure().dataSource(source).target("12").load().migrate();
        told("tenant", "schedulePostTool", END, 7);
        told("tenant", "editPostTool", END.plusSeconds(2), 5);
        told("tenant", "retryPostTool", END.minusHours(1), 0);
        told("blocked", "reschedulePostTool", END.plusMinutes(20), 0);
        told("blocked", "schedulePostTool", END, 4);
        told("files", "uploadFromUrlTool", END, 0);

        Flyway.configure().dataSource(source).load().migrate();

        assertThat(
                        sql.sql("SELECT * FROM ration ORDER BY tenant")
                                .query(
                                        (row, n) ->
                                                row.getString("tenant")
                                                        + " "
                                                        + row.getString("tool")
                                                        + " "
                                                        + row.getInt("remaining")
                                                        + " "
                                                        + row.getObject(
                                                                        "opens_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant())
                                .list())
                .containsExactly(
                        "blocked creates 0 " + END.plusMinutes(20).toInstant(),
                        "tenant creates 5 " + END.plusSeconds(2).toInstant());
    }

    private void told(String tenant, String tool, OffsetDateTime opensAt, int remaining) {
        sql.sql("INSERT INTO ration (tenant, tool, opens_at, remaining) VALUES (?, ?, ?, ?)")
                .params(tenant, tool, opensAt, remaining)
                .update();
    }

    private static String withMode(String url) {
        return url.startsWith("jdbc:h2:") ? url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : url;
    }
}
