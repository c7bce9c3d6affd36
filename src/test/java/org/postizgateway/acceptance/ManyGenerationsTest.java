package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many generations at once: {@code -Dacceptance.generations=1000
 * -Dacceptance.generation-seconds=20} for as many as the gateway is made for.
 */
@Tag("alone")
class ManyGenerationsTest {

    private static final Logger LOG = LoggerFactory.getLogger(ManyGenerationsTest.class);
    private static final int CALLS = Integer.getInteger("acceptance.generations", 100);
    private static final Duration EACH =
            Duration.ofSeconds(Integer.getInteger("acceptance.generation-seconds", 4));

    @Test
    void all_are_answered_and_told_of_progress() {
        String calls = Integer.toString(CALLS);
        SandboxSettings settings =
                SandboxSettings.forTests().videosTake(EACH).organizations(Tenant.seeds(1));
        try (PostizSandbox postiz = new PostizSandbox(settings).start();
                Product product =
                        Product.before(
                                postiz,
                                Map.of(
                                        "media.concurrency", calls,
                                        "ledger.concurrency", calls,
                                        "ledger.tenant-concurrency", calls,
                                        "gateway.call-timeout",
                                                EACH.plusSeconds(100).toSeconds() + "s",
                                        "ledger.patience", EACH.plusSeconds(80).toSeconds() + "s",
                                        "media.progress-interval", "2s",
                                        "ledger.lease", "20s",
                                        "camel.component.http.max-total-connections", calls,
                                        "camel.component.http.connections-per-route", calls))) {
            postiz.conditions().setPlainMedia(true);
            Caller agent = product.caller(Tenant.of(postiz, 0).apiKey());
            agent.call("integrationList", Map.of());

            List<CompletableFuture<Answer>> waiting =
                    IntStream.range(0, CALLS)
                            .mapToObj(n -> agent.sendListening("generateVideoTool", video(n)))
                            .toList();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            List<Answer> answers = waiting.stream().map(CompletableFuture::join).toList();

            report(answers, threads);
            assertThat(answers)
                    .allSatisfy(
                            answer -> {
                                assertThat(answer.isError()).as(answer.sentence()).isFalse();
                                assertThat(answer.progress()).isNotEmpty();
                                assertThat(answer.took()).isLessThan(EACH.plusSeconds(90));
                            });
            assertThat(answers.stream().map(a -> a.structured().path("url").asText()).distinct())
                    .hasSize(CALLS);
        }
    }

    private static void report(List<Answer> answers, int threads) {
        Duration longest =
                answers.stream().map(Answer::took).max(Duration::compareTo).orElseThrow();
        int progress = answers.stream().mapToInt(answer -> answer.progress().size()).sum();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        int peak = ManagementFactory.getThreadMXBean().getPeakThreadCount();
        LOG.warn(
                "{} generations of {}: the last answer after {}, {} progress notifications, {} MB"
                        + " of heap with Postiz and callers, {} threads at the start, {} at most",
                CALLS,
                EACH,
                longest,
                progress,
                used,
                threads,
                peak);
    }

    private static Map<String, Object> video(int number) {
        return Map.of(
                "identifier", "veo3",
                "output", "vertical",
                "customParams", Map.of("prompt", "video " + number));
    }
}
