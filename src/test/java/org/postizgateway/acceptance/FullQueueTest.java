package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;

/** Calls with a side effect wait for a place at Postiz, so many of them and no more. */
@Timeout(120)
class FullQueueTest {

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(2)));
    private static Product product;
    private static Tenant tenant;
    private static Tenant other;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product =
                Product.before(
                        POSTIZ,
                        Map.of(
                                "ledger.concurrency", "1",
                                "ledger.tenant-concurrency", "1",
                                "ledger.queue", "1",
                                "media.concurrency", "1",
                                "media.queue", "1"));
        tenant = Tenant.of(POSTIZ, 0);
        other = Tenant.of(POSTIZ, 1);
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @AfterEach
    void heal() {
        POSTIZ.faults().clear();
    }

    private static CompletableFuture<Answer> send(SideEffect effect, Tenant of, String marker) {
        return product.caller(of.apiKey()).send(effect.tool, effect.arguments(of, marker));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEDULE_POST", "GENERATE_IMAGE"})
    void one_call_too_many_is_refused_before_anything_is_sent(SideEffect effect) {
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(effect.operation(POSTIZ))
                                .pausing(Duration.ofSeconds(10))
                                .always());
        send(effect, tenant, "runs");
        await().until(() -> effect.received(POSTIZ, tenant, "runs") == 1);
        send(effect, tenant, "waits");
        await().until(() -> product.ledger().calls(effect, "waits").size() == 1);

        Answer refused = send(effect, other, "refused").join();

        assertThat(refused.isError()).isTrue();
        assertThat(refused.sentence()).contains("nothing was sent");
        assertThat(effect.received(POSTIZ, tenant, "waits")).isZero();
        assertThat(effect.received(POSTIZ, other, "refused")).isZero();
    }
}
