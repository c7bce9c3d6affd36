package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.test.context.TestPropertySource;

/** A call that Postiz wants to have later, and that is another replica's by then. */
@TestPropertySource(properties = "policies.change.repeats=2")
class HeldCallsTest extends ToolRouteTest {

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(
                        "schedulePostTool",
                        List.of(Operation.CREATE_POST),
                        Map.of(
                                "socialPost",
                                List.of(
                                        Map.of(
                                                "integrationId",
                                                MASTODON,
                                                "type",
                                                "schedule",
                                                "date",
                                                "2099-12-15T10:00:00Z",
                                                "postsAndComments",
                                                List.of(Map.of("content", "Held")))))),
                Arguments.of(
                        "generateImageTool",
                        List.of(Operation.MCP_GENERATE_IMAGE),
                        Map.of("prompt", "a fox")),
                Arguments.of(
                        "generateVideoTool",
                        // of the older Postiz, and of the newer
                        List.of(Operation.GENERATE_VIDEO, Operation.MCP_GENERATE_VIDEO),
                        Map.of(
                                "identifier",
                                "veo3",
                                "output",
                                "vertical",
                                "customParams",
                                List.of(Map.of("key", "prompt", "value", "a fox")))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void is_not_sent_again(String tool, List<Operation> operations, Map<String, Object> arguments)
            throws Exception {
        SANDBOX.faults()
                .add(
                        FaultRule.of(Fault.TOO_MANY_REQUESTS)
                                .on(operations.toArray(Operation[]::new))
                                .retryAfter(Duration.ofSeconds(2)));
        CompletableFuture<JsonNode> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return call(tool, arguments);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        await().until(() -> sent(operations) == 1);
        jdbc.sql("UPDATE ledger_call SET owner = 'another' WHERE state = 'RUNNING'").update();

        assertThat(answer.get().path("isError").asBoolean()).isTrue();
        assertThat(sent(operations)).isOne();
    }

    private static long sent(List<Operation> operations) {
        return operations.stream().mapToLong(SANDBOX.requests()::count).sum();
    }
}
