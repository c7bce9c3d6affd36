package org.postizgateway.ledger;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Reason;

/** What {@code publishOnce} promises, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishOnceSuite {

    private static final String TOOL = "schedulePostTool";

    private final Database database;
    private Cluster cluster;
    private FakePostiz postiz;
    private Gateway a;
    private Gateway b;
    private String tenant;
    private String post;

    PublishOnceSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.on(database);
        postiz = cluster.postiz;
        a = cluster.a;
        b = cluster.b;
    }

    @BeforeEach
    void newCall() {
        tenant = unique("tenant");
        post = unique("post");
    }

    @Test
    void a_repeated_call_gets_the_first_answer_marked_as_such() {
        Exchange first = a.call(TOOL, tenant, post);
        double repeatsBefore = b.counted("ledger.repeats");
        Exchange repeat = b.call(TOOL, tenant, post);

        assertThat(postiz.created(post)).isOne();
        assertThat(repeat.getMessage().getBody()).isEqualTo(first.getMessage().getBody());
        assertThat(first.getProperty(CallProperties.REPEATED)).isNull();
        assertThat(repeat.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(repeat.getProperty(CallProperties.FIRST_ANSWERED_AT, String.class))
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(repeat.getProperty(CallProperties.OUTCOME)).isEqualTo("done");
        assertThat(b.counted("ledger.repeats")).isEqualTo(repeatsBefore + 1);
    }

    @Test
    void the_result_is_a_json_value_and_the_route_goes_on() {
        Exchange first = a.call(TOOL, tenant, post);

        assertThat(first.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(first.getProperty("shaped")).isEqualTo("true");
    }

    @Test
    void a_call_of_another_tenant_is_not_a_repeat() {
        a.call(TOOL, tenant, post);
        Exchange other = a.call(TOOL, unique("tenant"), post);

        assertThat(postiz.created(post)).isEqualTo(2);
        assertThat(other.getProperty(CallProperties.REPEATED)).isNull();
    }

    @Test
    void a_caller_who_insists_gets_a_second_one() {
        a.call(TOOL, tenant, post);
        a.call(
                        TOOL,
                        tenant,
                        Map.of("content", post, "allowDuplicate", true),
                        Map.of(CallProperties.ALLOW_DUPLICATE, true))
                .join();

        assertThat(postiz.created(post)).isEqualTo(2);
    }

    @Test
    void fifty_identical_calls_on_two_replicas_create_one() {
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                post,
                exchange -> {
                    release.await();
                    postiz.create(exchange);
                });
        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Gateway replica = i % 2 == 0 ? a : b;
            calls.add(
                    CompletableFuture.supplyAsync(
                                    () ->
                                            replica.call(
                                                    TOOL,
                                                    tenant,
                                                    Map.of("content", post),
                                                    Map.of()),
                                    command -> new Thread(command).start())
                            .thenCompose(call -> call));
        }
        release.countDown();

        List<Object> answers =
                calls.stream().map(call -> call.join().getMessage().getBody()).toList();
        assertThat(postiz.received(post)).isOne();
        assertThat(answers).hasSize(50).containsOnly(answers.get(0));
    }

    @Test
    void a_call_that_did_not_happen_can_be_sent_again() {
        postiz.when(
                post,
                exchange -> {
                    throw new ConnectException("refused");
                });
        Exchange refused = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = a.call(TOOL, tenant, post);

        assertThat(((LedgerException) refused.getException()).outcome().effect())
                .isEqualTo(Effect.NONE);
        assertThat(refused.getProperty(CallProperties.OUTCOME)).isEqualTo("none");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.created(post)).isOne();
        assertThat(states()).containsExactly("FAILED", "DONE");
    }

    @Test
    void a_joined_call_shares_the_failure_of_the_first() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                post,
                exchange -> {
                    sent.countDown();
                    release.await();
                    throw new TestClassifier.Refused("Postiz says no.");
                });
        CompletableFuture<Exchange> first =
                CompletableFuture.supplyAsync(() -> a.call(TOOL, tenant, post));
        sent.await();
        CompletableFuture<Exchange> second =
                b.call(TOOL, tenant, Map.of("content", post), Map.of());
        release.countDown();

        assertThat(first.join().getException()).hasMessage("Postiz says no.");
        assertThat(second.join().getException())
                .isInstanceOf(LedgerException.class)
                .hasMessage("Postiz says no.");
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void an_unclear_call_that_postiz_lists_is_answered_as_created() {
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    throw new EOFException();
                });
        Exchange answer = a.call(TOOL, tenant, post);

        assertThat(answer.isFailed()).isFalse();
        assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
        assertThat(answer.getProperty(CallProperties.RECONCILED)).isEqualTo(true);
        assertThat(answer.getProperty("shaped")).isEqualTo("true");
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void a_lost_create_that_appears_late_is_still_found() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        postiz.whenLookedUp(
                post,
                List.of(
                        Map.of("outcome", "not_created"),
                        Map.of("outcome", "created", "result", Map.of("postId", "late"))));

        assertThat(a.call(TOOL, tenant, post).getProperty(CallProperties.OUTCOME))
                .isEqualTo("done");
    }

    @Test
    void an_unclear_call_that_ended_without_a_trace_was_not_created() {
        postiz.when(
                post,
                exchange -> {
                    throw new TestClassifier.ServerError();
                });
        Exchange failed = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = a.call(TOOL, tenant, post);

        assertThat(failed.getProperty(CallProperties.OUTCOME)).isEqualTo("none");
        assertThat(failed.getException())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("can be sent again");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void time_alone_does_not_prove_that_a_lost_create_will_not_appear() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        Exchange unknown = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange tooEarly = b.call(TOOL, tenant, post);

        assertThat(unknown.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        assertThat(unknown.getException()).hasMessageContaining("allowDuplicate");
        assertThat(tooEarly.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        await().during(ofMillis(1500))
                .atMost(ofSeconds(5))
                .until(() -> b.call(TOOL, tenant, post).isFailed());
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void a_lost_create_is_sent_again_once_postiz_has_carried_out_a_later_one() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        a.call(TOOL, tenant, unique("later"));

        await().atMost(ofSeconds(5)).until(() -> !b.call(TOOL, tenant, post).isFailed());
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void a_create_that_appears_while_the_outcome_is_unknown_is_not_sent_again() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        a.call(TOOL, tenant, post);
        postiz.whenLookedUp(
                post, List.of(Map.of("outcome", "created", "result", Map.of("postId", "late"))));
        Exchange repeat = b.call(TOOL, tenant, post);

        assertThat(repeat.getMessage().getBody()).isEqualTo(Map.of("postId", "late"));
        assertThat(repeat.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void where_postiz_cannot_be_asked_an_unknown_outcome_holds_back_until_the_caller_insists() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        a.call("uploadFromUrlTool", tenant, post);
        Exchange held = a.call("uploadFromUrlTool", tenant, post);
        postiz.when(post, postiz::create);
        Exchange insisted =
                a.call(
                                "uploadFromUrlTool",
                                tenant,
                                Map.of("content", post),
                                Map.of(CallProperties.ALLOW_DUPLICATE, "true"))
                        .join();

        assertThat(held.getException()).hasMessageContaining("held back until");
        assertThat(insisted.isFailed()).isFalse();
        assertThat(postiz.received(post)).isEqualTo(2);
    }

    @Test
    void a_change_that_is_only_written_down_is_made_again_by_the_next_call() {
        a.call("postSettingsTool", tenant, post);
        Exchange second = a.call("postSettingsTool", tenant, post);

        assertThat(postiz.created(post)).isEqualTo(2);
        assertThat(second.getProperty(CallProperties.REPEATED)).isNull();
        assertThat(states()).containsExactly("DONE", "DONE");
    }

    @Test
    void a_change_of_unknown_outcome_may_be_made_again_at_once() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        Exchange unknown = a.call("postSettingsTool", tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = b.call("postSettingsTool", tenant, post);

        assertThat(unknown.getException()).hasMessageContaining("can be sent again");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.received(post)).isEqualTo(2);
    }

    @Test
    void a_routes_error_handler_may_redeliver_what_did_not_happen() {
        AtomicInteger tries = new AtomicInteger();
        postiz.when(
                post,
                exchange -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new ConnectException("refused");
                    }
                    postiz.create(exchange);
                });
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(answer.getProperty(CallProperties.MCP_ERROR)).isNull();
        assertThat(postiz.created(post)).isOne();
        assertThat(attempts()).containsExactly(3);
        String id = answer.getProperty(CallProperties.CALL_ID, String.class);
        assertThat(a.bean(AttemptErrors.class).of(id))
                .extracting(AttemptError::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void a_routes_error_handler_does_not_redeliver_what_may_have_happened() {
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    throw new EOFException();
                });
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(postiz.received(post)).isOne();
        assertThat(answer.getProperty(CallProperties.MCP_ERROR)).isNull();
        assertThat(answer.getProperty("shaped")).isEqualTo("true");
        assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
    }

    @Test
    void an_unknown_outcome_replaces_the_sentence_of_the_error_handler() {
        postiz.when(
                post,
                exchange -> {
                    throw new EOFException();
                });
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(answer.getException()).isNull();
        assertThat(answer.getProperty(CallProperties.MCP_ERROR, String.class))
                .startsWith("Postiz closed the connection.")
                .contains("may still appear");
        assertThat(answer.getProperty("shaped")).isNull();
    }

    @Test
    void an_answer_is_given_and_kept_although_the_ledger_goes_away_meanwhile() {
        try (Gateway alone = Gateway.on(database.freshUrl(), postiz)) {
            postiz.when(
                    post,
                    exchange -> {
                        postiz.create(exchange);
                        alone.sql().sql("ALTER TABLE ledger_call RENAME TO away").update();
                    });
            Exchange answer = alone.call(TOOL, tenant, post);
            Exchange refused = alone.call(TOOL, tenant, unique("other"));
            alone.sql().sql("ALTER TABLE away RENAME TO ledger_call").update();

            assertThat(answer.isFailed()).isFalse();
            assertThat(refused.getException())
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("nothing was sent to Postiz");
            await().atMost(ofSeconds(5))
                    .untilAsserted(() -> assertThat(statesOn(alone)).containsExactly("DONE"));
        }
    }

    @Test
    void a_call_is_refused_before_postiz_is_touched_when_the_ledger_is_lost() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();
        Exchange refused = alone.call(TOOL, tenant, post);
        alone.close();

        assertThat(((LedgerException) refused.getException()).reason())
                .isEqualTo(Reason.LEDGER_UNAVAILABLE);
        assertThat(postiz.received(post)).isZero();
    }

    @Test
    void what_a_killed_replica_had_created_is_found_and_not_created_again() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    doomed.kill();
                });
        doomed.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange repeat = a.call(TOOL, tenant, post);
        doomed.close();

        assertThat(repeat.isFailed()).isFalse();
        assertThat(repeat.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void what_a_killed_replica_had_not_created_is_sent_once_it_is_settled() {
        Gateway doomed = cluster.newReplica();
        postiz.when(post, exchange -> doomed.kill());
        doomed.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        a.call(TOOL, tenant, unique("later"));

        await().atMost(ofSeconds(10)).until(() -> !b.call(TOOL, tenant, post).isFailed());
        doomed.close();
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void an_open_call_of_a_killed_replica_is_reconciled_without_another_call_for_it() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    doomed.kill();
                });
        doomed.call(TOOL, tenant, post);
        doomed.close();
        a.call(TOOL, tenant, unique("any other post"));

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(states()).contains("DONE").hasSize(2));
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(states()).containsOnly("DONE"));
    }

    @Test
    void no_credential_is_written_down() {
        a.call(TOOL, tenant, post);
        List<Map<String, Object>> rows =
                a.sql()
                        .sql("SELECT * FROM ledger_call WHERE tenant = :tenant")
                        .param("tenant", tenant)
                        .query()
                        .listOfRows();

        assertThat(rows).hasSize(1);
        assertThat(rows.toString()).doesNotContain("key-of-");
    }

    @Test
    void a_call_without_a_tenant_is_not_let_through() {
        Exchange answer = a.call(TOOL, "", post);

        assertThat(answer.getException()).hasMessageContaining("PostizTenant is not set");
        assertThat(postiz.received(post)).isZero();
    }

    private List<String> states() {
        return statesOn(a);
    }

    private List<String> statesOn(Gateway gateway) {
        return gateway.sql()
                .sql("SELECT state FROM ledger_call WHERE tenant = :tenant ORDER BY created_at")
                .param("tenant", tenant)
                .query(String.class)
                .list();
    }

    private List<Integer> attempts() {
        return a.sql()
                .sql("SELECT attempts FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .list();
    }
}
