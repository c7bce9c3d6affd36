package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.StatelessPeer;

/** The body at the end of a tool's route decides the form of the result. */
class ToolResultTest {

    private static final String WITH_SCHEMA = "&outputSchema={\"type\":[\"object\",\"array\"]}";

    @Test
    void a_Map_is_structured_content_with_its_text_beside_it() throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("city", "Köln");
        body.put("degrees", List.of(1, 2.5));

        Map<String, Object> result = handshake("", setBody(body));

        assertThat(result).containsEntry("structuredContent", body);
        assertThat(text(result)).isEqualTo("{\"city\":\"Köln\",\"degrees\":[1,2.5]}");
    }

    @Test
    void an_emoji_is_itself_in_the_text() throws Exception {
        Map<String, Object> result = handshake("", setBody(Map.of("name", "🦊")));

        assertThat(text(result)).isEqualTo("{\"name\":\"🦊\"}");
    }

    @Test
    void a_long_Map_is_structured_content_as_it_is_in_the_text() throws Exception {
        for (String begin : List.of("", "x", "xx", "xxx")) {
            Map<String, Object> body = Map.of("name", begin + "🦊".repeat(20_000));

            Map<String, Object> result = handshake("", setBody(body));

            assertThat(result).containsEntry("structuredContent", body);
            assertThat(Json.object(text(result))).isEqualTo(body);
        }
    }

    @Test
    void a_question_mark_stands_for_half_of_a_surrogate_pair() throws Exception {
        Map<String, Object> result =
                handshake("", setBody(Map.of("name", "Fox \uD83E \uDD8A end \uD83E")));

        assertThat(result).containsEntry("structuredContent", Map.of("name", "Fox ? ? end ?"));
        assertThat(text(result)).isEqualTo("{\"name\":\"Fox ? ? end ?\"}");
    }

    @Test
    void a_List_is_structured_content_where_the_revision_allows_one() throws Exception {
        Map<String, Object> result = stateless("", setBody(List.of(1, 2)));

        assertThat(result).containsEntry("structuredContent", List.of(1, 2));
        assertThat(text(result)).isEqualTo("[1,2]");
    }

    @Test
    void a_List_is_text_alone_where_structured_content_must_be_an_object() throws Exception {
        Map<String, Object> result = handshake("", setBody(List.of(1, 2)));

        assertThat(result).doesNotContainKey("structuredContent");
        assertThat(text(result)).isEqualTo("[1,2]");
    }

    @Test
    void a_number_as_JSON_text_is_structured_only_where_the_revision_allows_it() throws Exception {
        String schema = "&outputSchema={\"type\":\"integer\"}";

        assertThat(stateless(schema, setBody("5"))).containsEntry("structuredContent", 5);
        assertThat(handshake(schema, setBody("5"))).doesNotContainKey("structuredContent");
    }

    @Test
    void JSON_text_is_structured_content_when_an_output_schema_is_declared() throws Exception {
        Map<String, Object> result = handshake(WITH_SCHEMA, setBody("{\"a\": 1}"));

        assertThat(result).containsEntry("structuredContent", Map.of("a", 1));
    }

    @Test
    void JSON_text_is_text_when_no_output_schema_is_declared() throws Exception {
        Map<String, Object> result = handshake("", setBody("{\"a\": 1}"));

        assertThat(result).doesNotContainKey("structuredContent");
        assertThat(text(result)).isEqualTo("{\"a\": 1}");
    }

    @Test
    void text_is_text() throws Exception {
        assertThat(text(handshake("", setBody("Line 1\nLine 2 🚀"))))
                .isEqualTo("Line 1\nLine 2 🚀");
    }

    @Test
    void bytes_without_a_media_type_are_text() throws Exception {
        byte[] bytes = "Grüße".getBytes(StandardCharsets.UTF_8);

        assertThat(text(handshake("", setBody(bytes)))).isEqualTo("Grüße");
    }

    @Test
    void nothing_is_empty_text() throws Exception {
        assertThat(text(handshake("", setBody(null)))).isEmpty();
    }

    @Test
    void content_blocks_pass_as_they_are() throws Exception {
        List<Map<String, Object>> blocks =
                List.of(
                        Map.of("type", "text", "text", "See"),
                        Map.of("type", "resource_link", "uri", "test://x", "name", "x"));

        Map<String, Object> result = handshake("", setBody(Map.of("content", blocks)));

        assertThat(result).isEqualTo(Map.of("content", blocks, "isError", false));
    }

    @Test
    void a_Map_with_more_than_content_is_structured() throws Exception {
        Map<String, Object> body = Map.of("content", List.of("a"), "author", "b");

        assertThat(handshake("", setBody(body))).containsEntry("structuredContent", body);
    }

    @Test
    void bytes_of_an_image_are_an_image_block() throws Exception {
        byte[] bytes = {1, 2, 3};

        Map<String, Object> result =
                handshake(
                        "",
                        e -> {
                            e.getMessage().setBody(bytes);
                            e.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/png");
                        });

        assertThat(result.get("content"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "type",
                                        "image",
                                        "data",
                                        Base64.getEncoder().encodeToString(bytes),
                                        "mimeType",
                                        "image/png")));
    }

    private static Processor setBody(Object body) {
        return exchange -> exchange.getMessage().setBody(body);
    }

    private static Map<String, Object> handshake(String options, Processor step) throws Exception {
        try (McpTestServer server = McpTestServer.serving(tool(options, step))) {
            return HandshakePeer.begin(server).result("tools/call", Map.of("name", "made"));
        }
    }

    private static Map<String, Object> stateless(String options, Processor step) throws Exception {
        try (McpTestServer server = McpTestServer.serving(tool(options, step))) {
            return StatelessPeer.of(server).result("tools/call", Map.of("name", "made"));
        }
    }

    private static LambdaRouteBuilder tool(String options, Processor step) {
        return routes -> routes.from("ai-tool:made?description=x" + options).process(step);
    }

    private static String text(Map<String, Object> result) {
        Map<?, ?> block = (Map<?, ?>) ((List<?>) result.get("content")).get(0);
        assertThat(block.get("type")).as(Json.write(result)).isEqualTo("text");
        return (String) block.get("text");
    }
}
