package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.replica.Draining;
import org.postizgateway.outcome.Reason;

/** What an orderly stop does to calls that publish or cost credit. */
class DrainingTest {

    private final FakePostiz postiz = new FakePostiz();
    private final CountDownLatch release = new CountDownLatch(1);
    private final String url = Database.H2.freshUrl();

    private void postizTakesLong(String content) {
        postiz.when(
                content,
                exchange -> {
                    release.await();
                    postiz.create(exchange);
                });
    }

    @Test
    void running_calls_finish_and_new_ones_are_refused() {
        Gateway gateway = Gateway.on(url, postiz, Map.of("gateway.drain-timeout", "20s"));
        postizTakesLong("running");
        CompletableFuture<Exchange> running =
                CompletableFuture.supplyAsync(
                        () -> gateway.call("schedulePostTool", "tenant", "running"));
        CompletableFuture<Exchange> generating =
                gateway.call("generateVideoTool", "tenant", Map.of("content", "running"), Map.of());
        await().until(() -> postiz.received("running") == 2);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
        await().until(gateway.bean(Draining.class)::isDraining);

        for (String tool : new String[] {"schedulePostTool", "generateVideoTool"}) {
            Exchange late = gateway.call(tool, "tenant", "late");
            assertThat(((LedgerException) late.getException()).reason()).isEqualTo(Reason.DRAINING);
        }
        release.countDown();
        stopped.join();
        assertThat(running.join().isFailed()).isFalse();
        assertThat(generating.join().isFailed()).isFalse();
        assertThat(postiz.received("late")).isZero();
    }

    @Test
    void what_does_not_finish_in_time_is_written_down() throws Exception {
        Gateway gateway =
                Gateway.on(
                        url,
                        postiz,
                        Map.of("gateway.drain-timeout", "50ms", "media.concurrency", "1"));
        postizTakesLong("running");
        CompletableFuture.runAsync(() -> gateway.call("schedulePostTool", "tenant", "running"));
        CompletableFuture<Exchange> generating =
                gateway.call("generateVideoTool", "tenant", Map.of("content", "running"), Map.of());
        await().until(() -> postiz.received("running") == 2);
        CompletableFuture<Exchange> queued =
                gateway.call("generateVideoTool", "tenant", Map.of("content", "next"), Map.of());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);

        assertThat(((LedgerException) generating.join().getException()).reason())
                .isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(((LedgerException) queued.join().getException()).reason())
                .isEqualTo(Reason.GATEWAY_STOPPED);
        release.countDown();
        stopped.join();
        try (var connection = DriverManager.getConnection(url);
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT (SELECT COUNT(*) FROM \"dead_letter\" WHERE"
                                                + " \"reason\" = 'GATEWAY_STOPPED'), (SELECT"
                                                + " COUNT(*) FROM \"replica\")")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
            assertThat(rows.getInt(2)).isZero();
        }
        assertThat(postiz.received("next")).isZero();
    }
}
