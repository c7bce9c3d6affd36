package org.postizgateway.ledger.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the ledger tells at a glance does not cost more the more there is in it. */
class LedgerOverviewTest {

    private static final int LETTERS = 20_000;
    private static final int MOST_ROWS = 4_000;

    /** What either database tells of the rows that a plan read. */
    private static final Pattern ROWS =
            Pattern.compile("scanCount: (\\d+)|Scan.* rows=(\\d+) loops|Removed by Filter: (\\d+)");

    private static JdbcClient ledger(Database database) {
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
        return ledger;
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
        assertThat(new LedgerOverview(ledger(database)).unfinishedLetters())
                .isEqualTo(
                        Map.of(
                                Reason.THROTTLED,
                                LedgerOverview.MOST_LETTERS,
                                Reason.OUTCOME_UNKNOWN,
                                3));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void no_more_rows_are_read_than_counted(Database database) {
        String plan =
                String.join(
                        " \n",
                        ledger(database)
                                .sql("EXPLAIN ANALYZE " + LedgerOverview.UNFINISHED_LETTERS)
                                .query(String.class)
                                .list());

        assertThat(ROWS.matcher(plan).results().mapToInt(LedgerOverviewTest::rows).sum())
                .as(plan)
                .isBetween(LedgerOverview.MOST_LETTERS, MOST_ROWS);
    }

    private static int rows(MatchResult told) {
        for (int group = 1; group <= told.groupCount(); group++) {
            if (told.group(group) != null) {
                return Integer.parseInt(told.group(group));
            }
        }
        return 0;
    }
}
