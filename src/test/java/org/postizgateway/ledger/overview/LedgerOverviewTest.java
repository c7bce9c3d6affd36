package org.postizgateway.ledger.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.cost.RowsRead;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the ledger tells at a glance does not cost more the more there is in it. */
class LedgerOverviewTest {

    private static final int LETTERS = 20_000;
    private static final int MOST_ROWS = 4_000;

    private static DataSource ledger(Database database) {
        String url = database.freshUrl();
        if (database == Database.H2) {
            url += ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        }
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient ledger = JdbcClient.create(source);
        letters(ledger, database, 1, LETTERS, "OPEN", Reason.THROTTLED);
        letters(ledger, database, LETTERS + 1, LETTERS + 2, "OPEN", Reason.OUTCOME_UNKNOWN);
        letters(ledger, database, LETTERS + 3, LETTERS + 3, "REPLAYING", Reason.OUTCOME_UNKNOWN);
        letters(ledger, database, LETTERS + 4, LETTERS + 9, "DISCARDED", Reason.BREAKER_OPEN);
        ledger.sql("ANALYZE").update();
        return source;
    }

    private static void letters(
            JdbcClient ledger, Database database, int from, int to, String state, Reason reason) {
        String numbers =
                database == Database.H2
                        ? "SYSTEM_RANGE(%d, %d) AS numbers(n)"
                        : "GENERATE_SERIES(%d, %d) AS numbers(n)";
        ledger.sql(
                        """
                        INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message, request,
                                                 attempts, created_at, updated_at)
                        SELECT 'letter-' || n, 'job-' || n, 'tenant', 'tool', '%s', '%s', 'x', '{}', 1,
                               CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM %s
                        """
                                .formatted(state, reason, numbers.formatted(from, to)))
                .update();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void those_that_need_somebody_are_counted_up_to_a_number(Database database) {
        assertThat(new LedgerOverview(JdbcClient.create(ledger(database))).unfinishedLetters())
                .isEqualTo(
                        Map.of(
                                Reason.THROTTLED,
                                LedgerOverview.MOST_LETTERS,
                                Reason.OUTCOME_UNKNOWN,
                                3));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void no_more_rows_are_read_than_counted(Database database) throws SQLException {
        RowsRead.Plan plan =
                RowsRead.of(
                        database, ledger(database), LedgerOverview.UNFINISHED_LETTERS, List.of());

        assertThat(plan.rows())
                .as(plan.plan())
                .isBetween((long) LedgerOverview.MOST_LETTERS, (long) MOST_ROWS);
    }
}
