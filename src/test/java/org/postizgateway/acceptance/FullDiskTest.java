package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/**
 * A ledger whose file cannot grow, as on a full disk. The operating system keeps the gateway's
 * process from writing much beyond the size that the file has at that moment.
 */
class FullDiskTest {

    /** Bytes for a few more rows, so that now this write fails first and now that. */
    private static final int LEFT = 60_000;

    private static final long UNLIMITED = 1L << 40;

    private static final SideEffect POST = SideEffect.SCHEDULE_POST;

    private final PostizSandbox postiz =
            new PostizSandbox(
                    SandboxSettings.forTests().rateLimit(100_000).organizations(Tenant.seeds(1)));
    private final List<String> created = new ArrayList<>();
    @TempDir private Path directory;

    @Test
    void calls_that_need_the_ledger_are_refused_and_what_was_done_is_known_after_a_restart()
            throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")), "There is no prlimit here");
        postiz.start();
        Tenant tenant = Tenant.of(postiz, 0);
        Map<String, String> settings =
                Product.settings(
                        postiz,
                        Map.of("ledger.url", "jdbc:h2:file:" + directory.resolve("ledger")));
        try (postiz;
                ChildProduct gateway =
                        new ChildProduct(settings, directory.resolve("gateway.log")).start()) {
            Caller agent = gateway.caller(tenant.apiKey());
            for (SideEffect effect : SideEffect.values()) {
                effect.prepare(postiz, tenant, agent);
            }
            assertThat(post(agent, tenant, "before").isError()).isFalse();

            long size = Files.size(directory.resolve("ledger.mv.db"));
            limit(gateway, size + LEFT);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> post(agent, tenant, "filling-" + created.size()).isError());
            for (SideEffect effect : SideEffect.values()) {
                refusedBeforeSending(agent, tenant, effect);
            }
            assertThat(agent.call("integrationList", Map.of()).isError()).isFalse();

            gateway.kill();
            gateway.start();
            assertThat(post(agent, tenant, "after").isError()).isFalse();
            assertThat(created).hasSizeGreaterThan(2);
            for (String marker : created) {
                Answer again = agent.call(POST.tool, POST.arguments(tenant, marker));
                assertThat(again.structured().at("/output/0/repeated").asBoolean())
                        .as(again.text())
                        .isTrue();
                assertThat(POST.exist(postiz, tenant, marker)).as(marker).isOne();
            }
        }
    }

    @Test
    void the_ledger_is_opened_again_when_there_is_room_again() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")), "There is no prlimit here");
        postiz.start();
        Tenant tenant = Tenant.of(postiz, 0);
        Map<String, String> settings =
                Product.settings(
                        postiz,
                        Map.of("ledger.url", "jdbc:h2:file:" + directory.resolve("ledger")));
        try (postiz;
                ChildProduct gateway =
                        new ChildProduct(settings, directory.resolve("gateway.log")).start()) {
            Caller agent = gateway.caller(tenant.apiKey());
            limit(gateway, Files.size(directory.resolve("ledger.mv.db")) + LEFT);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> post(agent, tenant, "filling-" + created.size()).isError());

            limit(gateway, UNLIMITED);
            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !post(agent, tenant, "again-" + created.size()).isError());
            for (String marker : created) {
                Answer again = agent.call(POST.tool, POST.arguments(tenant, marker));
                assertThat(again.structured().at("/output/0/repeated").asBoolean())
                        .as(again.text())
                        .isTrue();
            }
        }
    }

    /** A smaller row may still fit where a post's did not, so it asks until the room is used up. */
    private void refusedBeforeSending(Caller agent, Tenant tenant, SideEffect effect) {
        AtomicInteger calls = new AtomicInteger();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            long sent = postiz.requests().count(effect.operation(postiz));
                            Answer answer =
                                    agent.call(
                                            effect.tool,
                                            effect.arguments(
                                                    tenant, "refused-" + calls.getAndIncrement()));
                            if (answer.isError()) {
                                assertThat(answer.sentence())
                                        .contains("ledger", "nothing was sent");
                                assertThat(postiz.requests().count(effect.operation(postiz)))
                                        .isEqualTo(sent);
                            }
                            return answer.isError();
                        });
    }

    private Answer post(Caller agent, Tenant tenant, String words) {
        String marker = words + "-end";
        Answer answer = agent.call(POST.tool, POST.arguments(tenant, marker));
        if (answer.isError()) {
            assertThat(answer.sentence()).contains("ledger", "nothing was sent");
            assertThat(POST.received(postiz, tenant, marker)).isZero();
        } else {
            created.add(marker);
        }
        return answer;
    }

    private static void limit(ChildProduct gateway, long bytes)
            throws IOException, InterruptedException {
        Process prlimit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(gateway.pid()),
                                "--fsize=" + bytes + ":")
                        .inheritIO()
                        .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }
}
