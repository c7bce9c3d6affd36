package org.postizgateway.ledger;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.net.ConnectException;
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

    private static final String BEGIN_CREATE =
            """
            INSERT INTO intent (id, lock_key, tenant, tool, fingerprint, state, request,
                                attempts, owner, created_at)
            SELECT :id, fingerprint, tenant, tool, fingerprint, 'OPEN', request,
                   0, owner, CURRENT_TIMESTAMP
            FROM intent WHERE tenant = :tenant
            """;
    private static final String END_CREATE =
            """
            UPDATE intent SET lock_key = NULL, state = 'CREATED',
                              result = '{"postId":"first"}', finished_at = :now
            WHERE id = :id
            """;
    private static final String BEGIN_GENERATION =
            """
            INSERT INTO media_job (id, lock_key, tenant, tool, fingerprint, state, request,
                                   attempts, delivered, owner, created_at)
            SELECT :id, fingerprint, tenant, tool, fingerprint, 'RUNNING', request,
                   0, FALSE, owner, CURRENT_TIMESTAMP
            FROM media_job WHERE tenant = :tenant
            """;
    private static final String END_GENERATION =
            """
            UPDATE media_job SET lock_key = NULL, state = 'DONE', delivered = TRUE,
                                 result = '{"postId":"first"}', finished_at = :now
            WHERE id = :id
            """;

    private final String tenant = unique("tenant");
    private final String content = unique("content");

    @ParameterizedTest
    @EnumSource
    void a_create_is_answered_by_the_one_that_overtook_it(Database database) {
        Cluster cluster = Cluster.on(database);

        Exchange late = overtaken(cluster, "schedulePostTool", BEGIN_CREATE, END_CREATE);

        assertThat(late.getMessage().getBody()).isEqualTo(Map.of("postId", "first"));
        assertThat(late.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(cluster.postiz.created(content)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_generation_is_answered_by_the_one_that_overtook_it(Database database) {
        Cluster cluster = Cluster.on(database);

        Exchange late = overtaken(cluster, "generateVideoTool", BEGIN_GENERATION, END_GENERATION);

        assertThat(late.getMessage().getBody()).isEqualTo(Map.of("postId", "first"));
        assertThat(cluster.postiz.created(content)).isZero();
    }

    /** The other one is a row that nobody sees before it has ended, and whose lock all wait for. */
    private Exchange overtaken(Cluster cluster, String tool, String begin, String end) {
        refuseOnce(cluster, tool);
        JdbcClient sql = cluster.a.sql();
        String first = UUID.randomUUID().toString();
        return cluster.a
                .bean(TransactionTemplate.class)
                .execute(
                        status -> {
                            sql.sql(begin).param("id", first).param("tenant", tenant).update();
                            CompletableFuture<Exchange> late =
                                    CompletableFuture.supplyAsync(
                                            () -> cluster.a.call(tool, tenant, content));
                            await().during(ofMillis(300)).until(() -> !late.isDone());
                            sql.sql(end)
                                    .param("id", first)
                                    .param("now", Times.sql(Times.now()))
                                    .update();
                            return late;
                        })
                .join();
    }

    /** Leaves a row of an identical call, without effect, to copy. */
    private void refuseOnce(Cluster cluster, String tool) {
        cluster.postiz.when(
                content,
                exchange -> {
                    throw new ConnectException("refused");
                });
        cluster.a.call(tool, tenant, content);
        cluster.postiz.when(content, cluster.postiz::create);
    }
}
