package org.postizgateway.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;
import org.postizgateway.mcp.wire.StatelessPeer;

/** A resource is what its route leaves as the body, as text or as bytes after its media type. */
class ResourceReadTest {

    private static final byte[] BYTES = {0, (byte) 0x80, (byte) 0xFF};

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-resource:note?resourceUri=test://note&title=Note")
                                    .setBody(routes.constant("Grüße")),
                    routes ->
                            routes.from(
                                            "ai-resource:data?resourceUri=test://data"
                                                    + "&mimeType=RAW(application/vnd.x+json)")
                                    .setBody(routes.constant("{}")),
                    routes ->
                            routes.from(
                                            "ai-resource:pixel?resourceUri=test://pixel&mimeType=image/png")
                                    .setBody(e -> BYTES),
                    routes ->
                            routes.from("ai-resource:folder?resourceUri=test://folder")
                                    .setBody(
                                            e ->
                                                    Map.of(
                                                            "contents",
                                                            List.of(
                                                                    Map.of("uri", "a", "text", "A"),
                                                                    Map.of(
                                                                            "uri", "b", "text",
                                                                            "B")))),
                    routes ->
                            routes.from(
                                            "ai-resource:map?resourceUri=test://map&mimeType=application/json")
                                    .setBody(e -> Map.of("a", List.of(1, 2))),
                    routes ->
                            routes.from("ai-resource:crash?resourceUri=test://crash")
                                    .throwException(IllegalStateException.class, "hunter2"),
                    routes ->
                            routes.from("ai-resource:locked?resourceUri=test://locked")
                                    .setProperty("CamelMcpError", routes.constant("Locked today")));

    @Test
    void what_is_structured_is_json() throws Exception {
        assertThat(read("test://map"))
                .isEqualTo(
                        Map.of(
                                "uri",
                                "test://map",
                                "mimeType",
                                "application/json",
                                "text",
                                "{\"a\":[1,2]}"));
    }

    @Test
    void text_is_text() throws Exception {
        assertThat(read("test://note"))
                .isEqualTo(Map.of("uri", "test://note", "mimeType", "text/plain", "text", "Grüße"));
    }

    @Test
    void JSON_is_text() throws Exception {
        assertThat(read("test://data").get("text")).isEqualTo("{}");
    }

    @Test
    void anything_else_is_bytes() throws Exception {
        assertThat(read("test://pixel"))
                .isEqualTo(
                        Map.of(
                                "uri",
                                "test://pixel",
                                "mimeType",
                                "image/png",
                                "blob",
                                Base64.getEncoder().encodeToString(BYTES)));
    }

    @Test
    void a_Map_with_contents_passes_as_it_is() throws Exception {
        Map<String, Object> result =
                HandshakePeer.begin(SERVER)
                        .result("resources/read", Map.of("uri", "test://folder"));

        assertThat((List<?>) result.get("contents")).hasSize(2);
    }

    @Test
    void each_is_listed() throws Exception {
        Map<String, Object> listed = HandshakePeer.begin(SERVER).result("resources/list", Map.of());

        assertThat(listed.toString())
                .contains("uri=test://note, name=note, title=Note, mimeType=text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test://nowhere", "file:///etc/passwd", "test://note/../x", "%00"})
    void an_unknown_one_is_told_with_its_URI_and_the_code_of_the_revision(String uri)
            throws Exception {
        try (MessageStream handshake = readOnly(uri);
                MessageStream stateless =
                        StatelessPeer.of(SERVER).call("resources/read", Map.of("uri", uri))) {
            assertThat(handshake.error())
                    .containsEntry("code", -32002)
                    .containsEntry("data", Map.of("uri", uri));
            assertThat(stateless.error())
                    .containsEntry("code", -32602)
                    .containsEntry("data", Map.of("uri", uri));
        }
    }

    @Test
    void a_failure_shows_a_reference_and_nothing_of_the_inside() throws Exception {
        try (MessageStream answer = readOnly("test://crash")) {
            Map<String, Object> error = answer.error();

            assertThat(error).containsEntry("code", -32603);
            assertThat(error.get("message").toString())
                    .contains("reference")
                    .doesNotContain("hunter2", "Exception");
        }
    }

    @Test
    void a_sentence_of_the_route_is_the_message() throws Exception {
        try (MessageStream answer = readOnly("test://locked")) {
            assertThat(answer.error()).containsEntry("message", "Locked today");
        }
    }

    private static MessageStream readOnly(String uri) throws Exception {
        return HandshakePeer.begin(SERVER).call("resources/read", Map.of("uri", uri));
    }

    private static Map<?, ?> read(String uri) throws Exception {
        try (MessageStream answer = readOnly(uri)) {
            return (Map<?, ?>) ((List<?>) answer.result().get("contents")).get(0);
        }
    }
}
