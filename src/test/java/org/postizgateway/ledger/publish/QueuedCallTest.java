package org.postizgateway.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.FakePostiz;
import org.postizgateway.ledger.Gateway;

/** A create that waits for its place has not begun, whatever becomes of it then. */
@Timeout(120)
class QueuedCallTest {

    private static final String TOOL = "schedulePostTool";

    private final FakePostiz postiz = new FakePostiz();
    private final CountDownLatch release = postiz.holds("runs");
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private Gateway gateway;

    @AfterEach
    void stop() {
        release.countDown();
        gateway.close();
    }

    private CompletableFuture<Exchange> sent(Database database, Duration longestWait) {
        gateway =
                Gateway.on(
                        database.freshUrl(),
                        postiz,
                        Map.of(
                                "ledger.concurrency",
                                1,
                                "ledger.patience",
                                "45s",
                                "ledger.queue-wait",
                                longestWait.toMillis() + "ms"));
        CompletableFuture<Exchange> running = send("runs", Map.of());
        await().until(() -> postiz.received("runs") == 1);
        CompletableFuture<Exchange> waiting =
                send("waits", Map.of(CallProperties.CANCELLATION, left));
        await().until(() -> count("QUEUED") == 1 || waiting.isDone());
        assertThat(running).isNotDone();
        return waiting;
    }

    private CompletableFuture<Exchange> send(String content, Map<String, ?> properties) {
        return gateway.call(TOOL, "tenant", Map.of("content", content), properties);
    }

    private int count(String state) {
        return gateway.sql()
                .sql("SELECT COUNT(*) FROM ledger_call WHERE state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_caller_who_leaves_is_not_sent(Database database) {
        sent(database, Duration.ofMinutes(1));

        left.complete(null);

        await().until(() -> count("FAILED") == 1);
        release.countDown();
        await().until(() -> count("DONE") == 1);
        assertThat(postiz.received("waits")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void who_had_joined_a_caller_that_leaves_is_sent_in_its_place(Database database) {
        sent(database, Duration.ofMinutes(1));
        CompletableFuture<Exchange> joined = send("waits", Map.of());

        left.complete(null);
        await().until(() -> count("FAILED") == 1);
        release.countDown();

        Exchange answer = joined.join();
        assertThat(answer.getException()).isNull();
        assertThat(postiz.created("waits")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void who_waits_for_too_long_is_refused_and_may_come_again(Database database) {
        Exchange refused = sent(database, Duration.ofMillis(300)).join();

        assertThat(refused.getException())
                .hasMessageContaining("waited for its turn")
                .hasMessageContaining("nothing was sent");
        assertThat(postiz.received("waits")).isZero();
        release.countDown();
        await().until(() -> count("DONE") == 1);
        assertThat(send("waits", Map.of()).join().getException()).isNull();
        assertThat(postiz.created("waits")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_gateway_that_stops_tells_who_waits_that_nothing_was_sent(Database database) {
        CompletableFuture<Exchange> waiting = sent(database, Duration.ofMinutes(1));

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);

        assertThat(waiting.join().getException())
                .hasMessageContaining("stopped before this call was sent");
        release.countDown();
        stopped.join();
        assertThat(postiz.received("waits")).isZero();
    }
}
