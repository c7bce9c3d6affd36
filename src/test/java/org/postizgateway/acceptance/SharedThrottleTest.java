package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** Three replicas on one PostgreSQL, over HTTP. */
@Timeout(300)
class SharedThrottleTest {

    private static final int REPLICAS = 3;
    private static final int PER_SECOND = 20;
    private static final int CALLS_EACH = 2 * PER_SECOND;

    private final PostizSandbox postiz =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1))).start();
    private final Map<String, String> settings =
            Map.of(
                    "ledger.url",
                    Database.POSTGRESQL.freshUrl(),
                    "ledger.connections",
                    "3",
                    "policies.read.repeats",
                    "0",
                    "policies.throttle.caller-per-second",
                    String.valueOf(PER_SECOND));
    private final List<Product> replicas =
            IntStream.range(0, REPLICAS).mapToObj(i -> Product.before(postiz, settings)).toList();

    @AfterEach
    void stop() {
        replicas.forEach(Product::close);
        postiz.close();
    }

    @Test
    void three_replicas_give_a_caller_the_limit_once() {
        Tenant tenant = Tenant.of(postiz, 0);
        // a key that is not known yet is asked about, which is no call of a tool
        replicas.forEach(replica -> replica.caller(tenant.apiKey()).call("groupList", Map.of()));
        long begun = System.nanoTime();

        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, REPLICAS * CALLS_EACH)
                        .mapToObj(
                                i ->
                                        replicas.get(i % REPLICAS)
                                                .caller(tenant.apiKey())
                                                .send("groupList", Map.of()))
                        .toList();
        List<Answer> refused =
                answers.stream().map(CompletableFuture::join).filter(Answer::isError).toList();

        double seconds = (System.nanoTime() - begun) / 1e9;
        long made = (long) REPLICAS * CALLS_EACH - refused.size();
        // what came back meanwhile, and one because the clocks were read at different times
        assertThat(made)
                .isBetween(PER_SECOND / 2L, (long) Math.ceil(PER_SECOND * (1 + seconds)) + 1);
        assertThat(refused)
                .allSatisfy(
                        answer ->
                                assertThat(answer.sentence())
                                        .contains(
                                                "at most 20 calls to Postiz in a second for one"
                                                        + " caller"));
    }
}
