package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** Calls with a side effect wait for their turn where they would exceed the limit of a second. */
@Timeout(180)
class TurnsAtTheLimitTest {

    private static final int CALLS = 15;
    private static final int PER_SECOND = 3;

    private final PostizSandbox postiz =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1))).start();
    private Product product;

    @AfterEach
    void stop() {
        product.close();
        postiz.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_comes_at_once_beyond_the_limit_is_made_later_and_none_of_it_is_refused(
            Database database) {
        product =
                Product.before(
                        postiz,
                        Map.of(
                                "ledger.url",
                                database.freshUrl(),
                                "ledger.queue-wait",
                                "40s",
                                "policies.change.repeats",
                                "0",
                                "policies.throttle.caller-per-second",
                                String.valueOf(PER_SECOND)));
        Tenant tenant = Tenant.of(postiz, 0);
        SideEffect upload = SideEffect.UPLOAD_FILE;
        long begun = System.nanoTime();

        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, CALLS)
                        .mapToObj(
                                i ->
                                        product.caller(tenant.apiKey())
                                                .send(
                                                        upload.tool,
                                                        upload.arguments(tenant, "file" + i)))
                        .toList();

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer.join().isError())
                                        .as(answer.join().text())
                                        .isFalse());
        // but for a tick of the clock; a busy machine takes longer
        Duration least = Duration.ofSeconds((CALLS - PER_SECOND) / PER_SECOND).minusMillis(50);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(least);
    }
}
