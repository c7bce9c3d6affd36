package org.postizgateway.config.ledger.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.NewCall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A ledger that was filled before calls were in one table. */
@Timeout(60)
class OneTableMigrationTest {

    private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-11-01T10:00:00Z");
    private static final String ONE = "{\"posts\":[\"a\"],\"type\":\"now\"}";
    private static final String TWO = "{\"posts\":[\"a\",\"b\"],\"type\":\"draft\"}";

    private JdbcClient sql;

    @ParameterizedTest
    @EnumSource
    void what_was_created_failed_or_is_unknown_stays_so(Database database) {
        migrate(database);

        assertThat(states())
                .containsEntry("open", "RUNNING")
                .containsEntry("one", "DONE")
                .containsEntry("none", "FAILED")
                .containsEntry("unknown", "UNKNOWN")
                .containsEntry("partly", "PARTLY_DONE")
                .containsEntry("queued", "QUEUED")
                .containsEntry("done", "DONE")
                .containsEntry("lost", "UNKNOWN")
                .containsEntry("discarded", "UNKNOWN")
                .hasSize(9);
        assertThat(sql.sql("SELECT mode FROM ledger_call WHERE id = 'done'").query().singleValue())
                .isEqualTo("BACKGROUND");
    }

    @ParameterizedTest
    @EnumSource
    void a_post_is_recognised_as_it_is_now(Database database) {
        migrate(database);

        assertThat(fingerprints("one"))
                .containsExactly(NewCall.fingerprint("t", "schedulePostTool", JsonBody.read(ONE)));
        assertThat(fingerprints("partly"))
                .containsExactly(
                        NewCall.fingerprint("t", "schedulePostTool", only("a")),
                        NewCall.fingerprint("t", "schedulePostTool", only("b")));
        assertThat(items("partly"))
                .containsExactly(
                        "DONE {\"postId\":\"p1\"} false", "FAILED {\"postId\":\"\"} false");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_open_or_unknown_holds_identical_ones_back_unless_it_was_discarded(
            Database database) {
        migrate(database);

        assertThat(items("open")).allMatch(item -> item.endsWith("true"));
        assertThat(items("unknown")).allMatch(item -> item.endsWith("true"));
        assertThat(items("queued")).allMatch(item -> item.endsWith("true"));
        assertThat(items("lost")).allMatch(item -> item.endsWith("true"));
        assertThat(items("discarded")).allMatch(item -> item.endsWith("false"));
        assertThat(items("one")).allMatch(item -> item.endsWith("false"));
    }

    private void migrate(Database database) {
        DriverManagerDataSource source = new DriverManagerDataSource(withMode(database.freshUrl()));
        sql = JdbcClient.create(source);
        Flyway.configure().dataSource(source).target("1").load().migrate();
        intent("open", "OPEN", "fp-open", "fp-open", "{\"url\":\"u\"}", null);
        intent(
                "one",
                "CREATED",
                NewCall.fingerprint("t", "schedulePostTool", JsonBody.read(ONE)),
                null,
                ONE,
                "[{\"postId\":\"p0\"}]");
        intent("none", "NOT_CREATED", "fp-none", null, ONE, null);
        intent("unknown", "UNKNOWN", "fp-unknown", "fp-unknown", "{\"url\":\"v\"}", null);
        intent(
                "partly",
                "PARTLY_CREATED",
                "fp-partly",
                null,
                TWO,
                "[{\"postId\":\"p1\"},{\"postId\":\"\"}]");
        job("queued", "QUEUED", "fp-queued");
        job("done", "DONE", null);
        job("lost", "UNKNOWN", null);
        job("discarded", "UNKNOWN", null);
        sql.sql(
                        "INSERT INTO dead_letter VALUES ('l', 'discarded', 't', 'v', 'DISCARDED',"
                                + " 'OUTCOME_UNKNOWN', 'm', '{}', 1, :then, :then)")
                .param("then", THEN)
                .update();
        Flyway.configure().dataSource(source).javaMigrations(new ItemsOfCreates()).load().migrate();
    }

    private static String withMode(String url) {
        return url.startsWith("jdbc:h2:") ? url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : url;
    }

    private void intent(
            String id,
            String state,
            String fingerprint,
            String lock,
            String request,
            String result) {
        sql.sql(
                        """
                        INSERT INTO intent VALUES (:id, 't', 'schedulePostTool', :fingerprint, :lock,
                            :state, :request, :result, NULL, NULL, 1, 'replica', :then, NULL, NULL)
                        """)
                .param("id", id)
                .param("fingerprint", fingerprint)
                .param("lock", lock)
                .param("state", state)
                .param("request", request)
                .param("result", result)
                .param("then", THEN)
                .update();
    }

    private void job(String id, String state, String lock) {
        sql.sql(
                        """
                        INSERT INTO media_job VALUES (:id, 't', 'generateVideoTool', :fingerprint,
                            :lock, :state, '{}', NULL, NULL, NULL, 1, FALSE, 'replica', :then,
                            NULL, NULL)
                        """)
                .param("id", id)
                .param("fingerprint", "fp-" + id)
                .param("lock", lock)
                .param("state", state)
                .param("then", THEN)
                .update();
    }

    private static Object only(String post) {
        return Map.of("posts", List.of(post), "type", "draft");
    }

    private Map<String, String> states() {
        Map<String, String> states = new java.util.HashMap<>();
        sql.sql("SELECT id, state FROM ledger_call")
                .query(
                        row -> {
                            states.put(row.getString("id"), row.getString("state"));
                        });
        return states;
    }

    private List<String> fingerprints(String id) {
        return sql.sql("SELECT fingerprint FROM ledger_item WHERE call_id = :id ORDER BY position")
                .param("id", id)
                .query(String.class)
                .list();
    }

    /** State, result, and whether it is locked. */
    private List<String> items(String id) {
        return sql.sql("SELECT * FROM ledger_item WHERE call_id = :id ORDER BY position")
                .param("id", id)
                .query(
                        (row, n) ->
                                row.getString("state")
                                        + " "
                                        + row.getString("result")
                                        + " "
                                        + (row.getString("lock_key") != null))
                .list();
    }
}
