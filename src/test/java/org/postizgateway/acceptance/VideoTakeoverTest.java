package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;

/**
 * A video that Postiz has given an id outlives the gateway that asked for it: whichever gateway
 * comes next follows it to its end, and nobody need decide anything.
 */
@Timeout(240)
class VideoTakeoverTest {

    private static final Duration VIDEO = Duration.ofSeconds(6);

    private final PostizSandbox postiz =
            new PostizSandbox(
                    SandboxSettings.forTests()
                            .postiz(PostizVersion.NOVEMBER_2026)
                            .videosTake(VIDEO)
                            .organizations(Tenant.seeds(1)));
    @TempDir private Path directory;
    private Map<String, String> settings;
    private String key;

    @BeforeEach
    void start() {
        postiz.start();
        key = Tenant.of(postiz, 0).apiKey();
        settings =
                Map.of(
                        "ledger.url",
                        Database.POSTGRESQL.freshUrl(),
                        "ledger.patience",
                        "300ms",
                        "gateway.drain-timeout",
                        "300ms");
    }

    @AfterEach
    void stop() {
        postiz.close();
    }

    @Test
    void of_a_gateway_that_is_stopped_is_followed_by_another() throws Exception {
        try (Product survivor = Product.before(postiz, settings)) {
            String job;
            try (Product stopping = Product.before(postiz, settings)) {
                job = begin(stopping);
            }

            assertDone(survivor, job);
        }
    }

    @Test
    void of_a_gateway_that_is_killed_is_followed_by_another() throws Exception {
        try (Product survivor = Product.before(postiz, settings);
                ChildProduct mortal =
                        new ChildProduct(
                                        Product.settings(postiz, settings),
                                        directory.resolve("gateway.log"))
                                .start()) {
            String job = begin(mortal.caller(key));
            mortal.kill();

            assertDone(survivor, job);
        }
    }

    @Test
    void of_a_gateway_that_is_stopped_is_followed_by_itself_when_it_starts_again()
            throws Exception {
        String job;
        try (Product stopping = Product.before(postiz, settings)) {
            job = begin(stopping);
        }

        try (Product again = Product.before(postiz, settings)) {
            assertDone(again, job);
        }
    }

    private String begin(Product product) {
        return begin(product.caller(key));
    }

    private String begin(Caller caller) {
        Answer running =
                caller.call(
                        "generateVideoTool",
                        Map.of(
                                "identifier",
                                "veo3",
                                "output",
                                "vertical",
                                "customParams",
                                List.of(Map.of("key", "prompt", "value", "a fox"))));
        assertThat(running.structured().path("status").asText())
                .as(running.text())
                .isEqualTo("running");
        await().until(() -> postiz.requests().count(Operation.MCP_VIDEO_STATUS) > 0);
        return running.structured().path("jobId").asText();
    }

    /** The caller asks for the job, by which the gateway knows its credential again. */
    private void assertDone(Product product, String job) throws Exception {
        Caller caller = product.caller(key);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> {
                            Answer status = caller.call("mediaJobStatus", Map.of("jobId", job));
                            assertThat(status.structured().path("status").asText())
                                    .as(status.text())
                                    .isEqualTo("done");
                            assertThat(status.structured().at("/result/url").asText())
                                    .endsWith(".mp4");
                        });
        assertThat(postiz.requests().count(Operation.MCP_GENERATE_VIDEO)).isOne();
        assertThat(product.operator().send("GET", "/ops/dead-letters").body().path("deadLetters"))
                .isEmpty();
    }
}
