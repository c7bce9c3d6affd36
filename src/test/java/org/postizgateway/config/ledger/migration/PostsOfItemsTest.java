package org.postizgateway.config.ledger.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.call.store.PostRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A ledger whose items did not say which post they are about. */
@Timeout(60)
class PostsOfItemsTest {

    private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-11-01T10:00:00Z");

    /** More than are migrated at once. */
    private static final int OTHERS = 1_500;

    /** Thousands of statements would wait for a connection of their own each. */
    private final SingleConnectionDataSource source = new SingleConnectionDataSource();

    private JdbcClient sql;

    @AfterEach
    void disconnect() {
        source.destroy();
    }

    @ParameterizedTest
    @EnumSource
    void the_calls_about_a_post_are_found_as_before(Database database) {
        source.setUrl(withMode(database.freshUrl()));
        source.setSuppressClose(true);
        sql = JdbcClient.create(source);
        Flyway.configure()
                .dataSource(source)
                .javaMigrations(new ItemsOfCreates())
                .target("13")
                .load()
                .migrate();
        for (int i = 0; i < OTHERS; i++) {
            call("a" + i, 0, "{\"posts\":[{\"value\":[{\"content\":\"x\"}]}]}", null);
        }
        call("created", 1, "{\"posts\":[1,2]}", "{\"integration\":\"c\",\"postId\":\"post\"}");
        call("deleted", 2, "{\"delete\":true,\"id\":\"post\"}", null);
        call("saved", 3, "{\"posts\":[{\"value\":[{\"id\":\"post\"},{\"id\":\"other\"}]}]}", null);
        call("long", 4, "cut: 9 bytes, SHA-256 %s: {\"id".formatted("0".repeat(64)), null);
        call("text", 5, "\"post\"", null);

        Flyway.configure()
                .dataSource(source)
                .javaMigrations(new ItemsOfCreates(), new PostsOfItems())
                .load()
                .migrate();

        assertThat(ids(new PostRecords(sql).of("tenant", "post")))
                .containsExactly("saved", "deleted", "created");
        assertThat(new PostRecords(sql).of("tenant", "other")).isEmpty();
        assertThat(
                        sql.sql("SELECT COUNT(*) FROM ledger_item WHERE post IS NOT NULL")
                                .query()
                                .singleValue())
                .isEqualTo(3L);
    }

    private static List<Object> ids(List<Map<String, Object>> records) {
        return records.stream().map(record -> record.get("call")).toList();
    }

    private void call(String id, int minute, String request, String result) {
        sql.sql(
                        """
                        INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, attempts,
                                                 work_ended, delivered, owner, run, created_at)
                        VALUES (:id, 'tenant', 'a tool', 'a route', 'INLINE', 'DONE', :request, 1,
                                TRUE, TRUE, 'replica', 0, :at)
                        """)
                .param("id", id)
                .param("request", request)
                .param("at", THEN.plusMinutes(minute))
                .update();
        sql.sql(
                        "INSERT INTO ledger_item (call_id, position, fingerprint, state, result)"
                                + " VALUES (:id, 0, :id, 'DONE', :result)")
                .param("id", id)
                .param("result", result)
                .update();
    }

    private static String withMode(String url) {
        return url.startsWith("jdbc:h2:") ? url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : url;
    }
}
