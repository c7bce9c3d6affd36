package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Outcome;

/** Callers who go, or whose time is up, while Postiz works; and posts that come in new company. */
@Timeout(60)
class UnansweredCallTest {

    private static final String TOOL = "schedulePostTool";
    private static final FakePostiz POSTIZ = new FakePostiz();
    private static Gateway gateway;

    private final String tenant = Cluster.unique("tenant");
    private final String post = Cluster.unique("post");
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        gateway = Gateway.on(Database.H2.freshUrl(), POSTIZ, Map.of("ledger.patience", "700ms"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private void postizTakesLong() {
        POSTIZ.when(
                post,
                exchange -> {
                    release.await();
                    POSTIZ.create(exchange);
                });
    }

    private CompletableFuture<Exchange> call(String tool, Map<String, ?> properties) {
        return gateway.call(tool, tenant, Map.of("content", post), properties);
    }

    private List<String> states() {
        return gateway.sql()
                .sql("SELECT state FROM ledger_call WHERE tenant = :tenant ORDER BY created_at")
                .param("tenant", tenant)
                .query(String.class)
                .list();
    }

    @Test
    void a_create_that_postiz_has_not_answered_is_running_and_identical_calls_join_it() {
        postizTakesLong();
        Exchange first = call(TOOL, Map.of()).join();
        Exchange second = call(TOOL, Map.of()).join();
        release.countDown();
        await().until(() -> states().equals(List.of("DONE")));
        Exchange third = call(TOOL, Map.of()).join();

        for (Exchange told : List.of(first, second)) {
            Outcome outcome = ((LedgerException) told.getException()).outcome();
            assertThat(outcome.effect()).isEqualTo(Effect.RUNNING);
            assertThat(outcome.sentence())
                    .contains("has not answered yet", "exactly the same call again");
            assertThat(told.getProperty(CallProperties.OUTCOME)).isEqualTo("running");
        }
        assertThat(third.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(third.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(POSTIZ.received(post)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {TOOL, "uploadFromUrlTool", "postSettingsTool", "generateVideoTool"})
    void nothing_is_begun_for_a_caller_who_has_left(String tool) {
        Exchange answer =
                call(
                                tool,
                                Map.of(
                                        CallProperties.CANCELLATION,
                                        CompletableFuture.completedFuture(null)))
                        .join();

        assertThat(((LedgerException) answer.getException()).outcome().effect())
                .isEqualTo(Effect.NONE);
        assertThat(POSTIZ.received(post)).isZero();
        assertThat(states()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {TOOL, "uploadFromUrlTool", "postSettingsTool", "generateVideoTool"})
    void what_is_begun_goes_on_when_its_caller_leaves(String tool) {
        postizTakesLong();
        CompletableFuture<Void> left = new CompletableFuture<>();
        CompletableFuture<Exchange> call = call(tool, Map.of(CallProperties.CANCELLATION, left));
        await().until(() -> POSTIZ.received(post) == 1);
        left.complete(null);
        Exchange told = call.join();
        List<String> meanwhile = states();
        release.countDown();

        assertThat(told.getProperty(CallProperties.OUTCOME)).isEqualTo("running");
        assertThat(meanwhile).containsExactly("RUNNING");
        await().until(() -> states().equals(List.of("DONE")));
        assertThat(POSTIZ.created(post)).isOne();
    }

    @Test
    void a_call_whose_caller_leaves_between_two_attempts_is_not_taken_for_done() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        POSTIZ.when(
                post,
                exchange -> {
                    left.complete(null);
                    throw new java.net.ConnectException("refused");
                });
        call("guardedPostTool", Map.of(CallProperties.CANCELLATION, left)).join();

        await().until(() -> states().equals(List.of("FAILED")));
        assertThat(POSTIZ.created(post)).isZero();
    }

    @Test
    void what_is_known_is_not_given_up_for_what_is_not() {
        String id = call(TOOL, Map.of()).join().getProperty(CallProperties.CALL_ID, String.class);
        LedgerCall done = gateway.bean(CallRepository.class).find(id).orElseThrow();
        LedgerCall now =
                gateway.bean(Endings.class)
                        .write(done, Ending.without(done, Outcome.unknown("Who knows?", false), 1));

        assertThat(now.state()).isEqualTo(done.state());
        assertThat(states()).containsExactly("DONE");
    }

    @Test
    void each_post_is_created_once_in_whatever_company_it_comes() {
        List<String> created = new CopyOnWriteArrayList<>();
        POSTIZ.when(post, exchange -> createEach(exchange, created));

        posts("a");
        Exchange second = posts("a", "b");
        Exchange third = posts("b", "a");
        Exchange twice = posts("c", "c");

        assertThat(created).containsExactly("a", "b", "c");
        assertThat(second.getMessage().getBody())
                .isEqualTo(List.of(Map.of("postId", "of-a"), Map.of("postId", "of-b")));
        assertThat(third.getMessage().getBody())
                .isEqualTo(List.of(Map.of("postId", "of-b"), Map.of("postId", "of-a")));
        assertThat(third.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(second.getProperty(CallProperties.REPEATED)).isNull();
        assertThat(duplicates(second)).containsExactly(true, false);
        assertThat(duplicates(twice)).containsExactly(false, true);
    }

    @Test
    void a_caller_who_allows_duplicates_gets_each_post_he_asks_for() {
        List<String> created = new CopyOnWriteArrayList<>();
        POSTIZ.when(post, exchange -> createEach(exchange, created));

        posts("a");
        gateway.call(
                        TOOL,
                        tenant,
                        Map.of("content", post, "posts", List.of("a", "a")),
                        Map.of(CallProperties.ALLOW_DUPLICATE, true))
                .join();

        assertThat(created).containsExactly("a", "a", "a");
    }

    private Exchange posts(String... posts) {
        return gateway.call(
                        TOOL, tenant, Map.of("content", post, "posts", List.of(posts)), Map.of())
                .join();
    }

    private static void createEach(Exchange exchange, List<String> created) {
        List<Map<String, String>> answer = new ArrayList<>();
        for (Object asked : (List<?>) exchange.getMessage().getBody(Map.class).get("posts")) {
            created.add(asked.toString());
            answer.add(Map.of("postId", "of-" + asked));
        }
        exchange.getMessage().setBody(answer);
    }

    private static List<Object> duplicates(Exchange answer) {
        List<Object> duplicates = new ArrayList<>();
        for (Object item : answer.getProperty(CallProperties.ITEMS, List.class)) {
            duplicates.add(((Map<?, ?>) item).get("duplicate"));
        }
        return duplicates;
    }
}
