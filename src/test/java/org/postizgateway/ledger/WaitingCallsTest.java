package org.postizgateway.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A thousand callers wait for generations while a handful of threads runs. */
class WaitingCallsTest {

    private static final int CALLS = 1000;
    private static final int CONCURRENCY = 8;

    @Test
    void waiting_callers_hold_no_threads_hear_of_progress_and_are_answered_before_they_give_up() {
        FakePostiz postiz = new FakePostiz();
        CountDownLatch release = new CountDownLatch(1);
        try (Gateway gateway =
                Gateway.on(
                        Database.H2.freshUrl(),
                        postiz,
                        Map.of(
                                "media.concurrency", CONCURRENCY,
                                "media.progress-interval", "1s",
                                "ledger.patience", "3s",
                                "gateway.drain-timeout", "30s"))) {
            int threadsBefore = Thread.activeCount();
            List<CompletableFuture<Exchange>> listening = new ArrayList<>();
            List<CompletableFuture<Exchange>> patient = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                boolean listens = i % 2 == 0;
                String prompt = "prompt " + i;
                postiz.when(
                        prompt,
                        exchange -> {
                            release.await();
                            postiz.create(exchange);
                        });
                (listens ? listening : patient)
                        .add(
                                gateway.call(
                                        "generateVideoTool",
                                        "tenant",
                                        Map.of("content", prompt),
                                        listens
                                                ? Map.of(CallProperties.PROGRESS_TOKEN, i)
                                                : Map.of()));
            }
            Stream.concat(patient.stream(), listening.stream())
                    .forEach(call -> call.orTimeout(60, TimeUnit.SECONDS).join());
            int threads = Thread.activeCount() - threadsBefore;

            assertThat(threads).isLessThan(CONCURRENCY + 40);
            assertThat(Stream.concat(patient.stream(), listening.stream()))
                    .allSatisfy(
                            call ->
                                    assertThat(call.join().getProperty(CallProperties.JOB_STATUS))
                                            .isEqualTo("running"));
            assertThat(gateway.reports("tenant").size()).isGreaterThanOrEqualTo(CALLS / 2);

            release.countDown();
            await().atMost(ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(gateway.counted("ledger.calls")).isEqualTo(CALLS));
        }
    }
}
