package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;
import org.slf4j.LoggerFactory;

/** A failure tells the model what it can use and nobody what is inside. */
class ToolFailureTest {

    private static final Pattern REFERENCE = Pattern.compile("reference ([0-9a-f-]{36})");

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-tool:crash?description=x")
                                    .throwException(
                                            IllegalStateException.class,
                                            "password=hunter2 at db.internal:5432"),
                    routes ->
                            routes.from("ai-tool:unwritable?description=x")
                                    .setBody(e -> Map.of("made", new Object())),
                    routes ->
                            routes.from("ai-tool:unwritableBlock?description=x")
                                    .setBody(e -> Map.of("content", List.of(new Object()))),
                    routes ->
                            routes.from("ai-tool:refuse?description=x")
                                    .setBody(e -> Map.of("retryAfter", 60))
                                    .setProperty(
                                            "CamelMcpError", routes.constant("Slow down, please")),
                    routes ->
                            routes.from("ai-tool:say?description=x")
                                    .setBody(routes.constant("half a result"))
                                    .setProperty("CamelMcpError", routes.constant("No such city")),
                    routes ->
                            routes.from("ai-tool:protocol?description=x")
                                    .setProperty("CamelMcpErrorCode", routes.constant(-32602))
                                    .setProperty(
                                            "CamelMcpError", routes.constant("Not like this")));

    @Test
    void a_sentence_for_the_model_is_the_result_and_a_Map_goes_along() throws Exception {
        Map<String, Object> result = call("refuse");

        assertThat(result)
                .containsEntry("isError", true)
                .containsEntry("structuredContent", Map.of("retryAfter", 60));
        assertThat(text(result)).isEqualTo("Slow down, please");
    }

    @Test
    void a_body_that_is_no_Map_does_not_go_along() throws Exception {
        Map<String, Object> result = call("say");

        assertThat(result).containsOnlyKeys("isError", "content");
        assertThat(text(result)).isEqualTo("No such city");
    }

    @Test
    void with_a_code_it_is_an_error_of_the_protocol() throws Exception {
        try (MessageStream answer = HandshakePeer.begin(SERVER).callTool("protocol", Map.of())) {
            assertThat(answer.error())
                    .isEqualTo(Map.of("code", -32602, "message", "Not like this"));
        }
    }

    @Test
    void an_exception_shows_a_reference_under_which_the_log_has_it() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ToolResult.class);
        logger.addAppender(log);

        Map<String, Object> result = call("crash");

        logger.detachAppender(log);
        Matcher reference = REFERENCE.matcher(text(result));
        assertThat(reference.find()).isTrue();
        assertThat(log.list)
                .anySatisfy(
                        event -> {
                            assertThat(event.getFormattedMessage()).contains(reference.group(1));
                            assertThat(event.getThrowableProxy().getMessage()).contains("hunter2");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "unwritable", "unwritableBlock"})
    void nothing_of_the_inside_shows(String tool) throws Exception {
        try (MessageStream handshake = HandshakePeer.begin(SERVER).callTool(tool, Map.of());
                MessageStream stateless = StatelessPeer.of(SERVER).callTool(tool, Map.of())) {
            String answers = handshake.response().toString() + stateless.response();

            assertThat(answers)
                    .contains("reference")
                    .doesNotContain(
                            "hunter2",
                            "db.internal",
                            "Exception",
                            "java.",
                            "org.",
                            "route",
                            "\tat ");
        }
    }

    private static Map<String, Object> call(String tool) throws Exception {
        return HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", tool));
    }

    private static String text(Map<String, Object> result) {
        return (String) ((Map<?, ?>) ((List<?>) result.get("content")).get(0)).get("text");
    }
}
