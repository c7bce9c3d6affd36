package org.postizgateway.ledger;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A call that looked for an identical one when there was none, and got the lock only after one had
 * begun and ended, gets the answer of that.
 */
class OvertakenCallTest {

    private static final String BEGIN =
            """
            INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, attempts,
                                     work_ended, delivered, owner, run, created_at)
            SELECT :id, tenant, tool, route, mode, 'RUNNING', request, 0, FALSE, FALSE, owner, 0,
                   CURRENT_TIMESTAMP
            FROM ledger_call WHERE tenant = :tenant
            """;
    private static final String LOCK =
            """
            INSERT INTO ledger_item (call_id, position, fingerprint, lock_key, state)
            SELECT :id, 0, i.fingerprint, i.fingerprint, 'RUNNING'
            FROM ledger_item i JOIN ledger_call c ON c.id = i.call_id
            WHERE c.tenant = :tenant AND c.id <> :id
            """;
    private static final String END =
            "UPDATE ledger_call SET state = 'DONE', delivered = TRUE, finished_at = :now"
                    + " WHERE id = :id";
    private static final String UNLOCK =
            """
            UPDATE ledger_item SET lock_key = NULL, state = 'DONE', result = '{"postId":"first"}'
            WHERE call_id = :id
            """;

    private final String tenant = unique("tenant");
    private final String content = unique("content");

    @ParameterizedTest
    @EnumSource
    void a_create_is_answered_by_the_one_that_overtook_it(Database database) {
        Cluster cluster = Cluster.on(database);

        Exchange late = overtaken(cluster, "schedulePostTool");

        assertThat(late.getMessage().getBody()).isEqualTo(Map.of("postId", "first"));
        assertThat(late.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(cluster.postiz.created(content)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_generation_is_answered_by_the_one_that_overtook_it(Database database) {
        Cluster cluster = Cluster.on(database);

        Exchange late = overtaken(cluster, "generateVideoTool");

        assertThat(late.getMessage().getBody()).isEqualTo(Map.of("postId", "first"));
        assertThat(cluster.postiz.created(content)).isZero();
    }

    /** The other one is a row that nobody sees before it has ended, and whose lock all wait for. */
    private Exchange overtaken(Cluster cluster, String tool) {
        refuseOnce(cluster, tool);
        JdbcClient sql = cluster.a.sql();
        String first = UUID.randomUUID().toString();
        return cluster.a
                .bean(TransactionTemplate.class)
                .execute(
                        status -> {
                            sql.sql(BEGIN).param("id", first).param("tenant", tenant).update();
                            sql.sql(LOCK).param("id", first).param("tenant", tenant).update();
                            CompletableFuture<Exchange> late =
                                    CompletableFuture.supplyAsync(
                                            () -> cluster.a.call(tool, tenant, content));
                            await().during(ofMillis(300)).until(() -> !late.isDone());
                            sql.sql(UNLOCK).param("id", first).update();
                            sql.sql(END)
                                    .param("id", first)
                                    .param("now", Times.sql(Times.now()))
                                    .update();
                            return late;
                        })
                .join();
    }

    /** Leaves a row of an identical call, without effect, to copy. */
    private void refuseOnce(Cluster cluster, String tool) {
        cluster.postiz.isUnreachableFor(content);
        cluster.a.call(tool, tenant, content);
        cluster.postiz.when(content, cluster.postiz::create);
    }
}
