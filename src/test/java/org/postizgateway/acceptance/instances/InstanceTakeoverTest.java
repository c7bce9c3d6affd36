package org.postizgateway.acceptance.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.acceptance.instances.TwoInstances.ALICE;
import static org.postizgateway.acceptance.instances.TwoInstances.BOB;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Caller;
import org.postizgateway.acceptance.ChildProduct;
import org.postizgateway.acceptance.Product;
import org.postizgateway.ledger.Database;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.web.Operation;

/** What a gateway leaves behind when it dies is followed at the Postiz that it was begun at. */
@Timeout(300)
class InstanceTakeoverTest {

    @TempDir private Path keys;
    @TempDir private Path directory;

    @Test
    void a_job_of_a_gateway_that_was_killed_is_followed_at_its_own_postiz() throws Exception {
        Map<String, String> settings =
                Map.of("ledger.url", Database.POSTGRESQL.freshUrl(), "ledger.patience", "300ms");
        try (TwoInstances postiz =
                        new TwoInstances(
                                SandboxSettings.forTests()
                                        .postiz(PostizVersion.NOVEMBER_2026)
                                        .videosTake(Duration.ofSeconds(6)),
                                keys);
                Product survivor = postiz.start(settings);
                ChildProduct mortal =
                        new ChildProduct(
                                        postiz.settings(settings), directory.resolve("gateway.log"))
                                .start()) {
            String ofAlice = begin(postiz.caller(mortal.port(), ALICE));
            String ofBob = begin(postiz.caller(mortal.port(), BOB));
            postiz.both()
                    .forEach(
                            each ->
                                    await().atMost(Duration.ofMinutes(1))
                                            .until(
                                                    () ->
                                                            asked(
                                                                    each.requests()
                                                                            .count(
                                                                                    Operation
                                                                                            .MCP_VIDEO_STATUS))));
            mortal.kill();

            assertDone(postiz.caller(survivor.port(), ALICE), ofAlice);
            assertDone(postiz.caller(survivor.port(), BOB), ofBob);

            postiz.both()
                    .forEach(
                            each ->
                                    assertThat(each.requests().count(Operation.MCP_GENERATE_VIDEO))
                                            .isOne());
        }
    }

    private static boolean asked(int times) {
        return times > 0;
    }

    private static String begin(Caller caller) {
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
        return running.structured().path("jobId").asText();
    }

    private static void assertDone(Caller caller, String job) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> {
                            Answer status = caller.call("mediaJobStatus", Map.of("jobId", job));
                            assertThat(status.structured().path("status").asText())
                                    .as(status.text())
                                    .isEqualTo("done");
                        });
    }
}
