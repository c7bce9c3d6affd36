package org.postizgateway.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.MessageStream;

/** A template serves every URI that it describes, its variables are headers. */
class ResourceTemplateTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from("ai-resource:page?resourceUri=test://{book}/pages/{page}")
                                    .setBody(routes.simple("${header.book}|${header.page}")),
                    routes ->
                            routes.from("ai-resource:cover?resourceUri=test://faust/pages/cover")
                                    .setBody(routes.constant("the cover")));

    @ParameterizedTest
    @CsvSource({
        "test://faust/pages/7, faust|7",
        "test://a%20b/pages/%C3%BC, a b|ü",
        "test://a%2Fb/pages/1, a/b|1",
        "test://a+b/pages/1, a+b|1",
        "test://a%2Bb/pages/%257, a+b|%7"
    })
    void variables_are_percent_decoded(String uri, String text) throws Exception {
        assertThat(read(uri)).isEqualTo(text);
    }

    @Test
    void a_resource_of_its_own_goes_before_the_template() throws Exception {
        assertThat(read("test://faust/pages/cover")).isEqualTo("the cover");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test://faust/pages",
                "test://faust/pages/7/notes",
                "xtest://faust/pages/7",
                "test:///pages/"
            })
    void a_URI_that_it_does_not_describe_is_unknown(String uri) throws Exception {
        try (MessageStream answer = call(uri)) {
            assertThat(answer.error()).containsEntry("code", -32002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"test://faust/pages/%zz", "test://faust/pages/%"})
    void a_variable_that_is_wrongly_encoded_is_invalid(String uri) throws Exception {
        try (MessageStream answer = call(uri)) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    @Test
    void a_variable_that_would_steer_Camel_refuses_the_route() {
        assertThatThrownBy(
                        () ->
                                McpTestServer.serving(
                                        routes ->
                                                routes.from(
                                                                "ai-resource:bad?resourceUri=test://{CamelFileName}")
                                                        .log("called")))
                .hasStackTraceContaining("steers Camel");
    }

    @Test
    void it_is_listed_apart_from_resources() throws Exception {
        HandshakePeer peer = HandshakePeer.begin(SERVER);

        assertThat(peer.result("resources/templates/list", Map.of()).toString())
                .contains("uriTemplate=test://{book}/pages/{page}, name=page")
                .doesNotContain("cover");
        assertThat(peer.result("resources/list", Map.of()).toString())
                .contains("cover")
                .doesNotContain("{book}");
    }

    private static MessageStream call(String uri) throws Exception {
        return HandshakePeer.begin(SERVER).call("resources/read", Map.of("uri", uri));
    }

    private static Object read(String uri) throws Exception {
        try (MessageStream answer = call(uri)) {
            List<?> contents = (List<?>) answer.result().get("contents");
            return ((Map<?, ?>) contents.get(0)).get("text");
        }
    }
}
