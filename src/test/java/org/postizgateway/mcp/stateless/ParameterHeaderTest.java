package org.postizgateway.mcp.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.mcp.wire.StatelessPeer;

/** An argument that its schema marks with x-mcp-header is repeated in a header of that name. */
class ParameterHeaderTest {

    private static final String NONE = "-";

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    tool(
                            "query",
                            """
                            {"type": "object", "properties": {
                              "region": {"type": "string", "x-mcp-header": "Region"},
                              "page": {"type": "integer", "x-mcp-header": "Page"},
                              "deep": {"type": "object", "properties": {
                                "dry": {"type": "boolean", "x-mcp-header": "Dry-Run"}}},
                              "x-mcp-header": {"type": "string"}}}\
                            """));

    @ParameterizedTest(name = "{0} with {1}: {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"region\":\"us\"}           | Mcp-Param-Region  | us                    | true",
                "{\"region\":\"us\"}           | mcp-param-REGION  | us                    | true",
                "{\"region\":\"us\"}           | Mcp-Param-Region  | =?base64?dXM=?=       | true",
                "{\"region\":\"dXM=\"}         | Mcp-Param-Region  | dXM=                  | true",
                "{\"region\":\"us\"}           | Mcp-Param-Region  | US                    | false",
                "{\"region\":\"us\"}           | Mcp-Param-Region  | =?base64?dXM?=        | false",
                "{\"region\":\"us\"}           | Mcp-Param-Region  | -                     | false",
                "{\"region\":null}             | Mcp-Param-Region  | -                     | true",
                "{\"region\":null}             | Mcp-Param-Region  | us                    | false",
                "{}                            | Mcp-Param-Region  | -                     | true",
                "{}                            | Mcp-Param-Region  | us                    | false",
                "{\"page\":42}                 | Mcp-Param-Page    | 42                    | true",
                "{\"page\":42}                 | Mcp-Param-Page    | 42.0                  | true",
                "{\"page\":42}                 | Mcp-Param-Page    | 43                    | false",
                "{\"page\":42}                 | Mcp-Param-Page    | 0x2A                  | false",
                "{\"page\":42}                 | Mcp-Param-Page    | 42e999999999          | false",
                "{\"page\":42}                 | Mcp-Param-Page    | forty-two             | false",
                "{\"deep\":{\"dry\":true}}     | Mcp-Param-Dry-Run | true                  | true",
                "{\"deep\":{\"dry\":true}}     | Mcp-Param-Dry-Run | True                  | false",
                "{\"deep\":{\"dry\":false}}    | Mcp-Param-Dry-Run | -                     | false",
                "{\"dry\":true}                | Mcp-Param-Dry-Run | -                     | true",
                "{\"deep\":7}                  | Mcp-Param-Dry-Run | -                     | true",
                "{\"x-mcp-header\":\"x\"}      | Mcp-Param-Other   | anything              | true"
            })
    void a_header_must_say_what_the_argument_says(
            String arguments, String header, String value, boolean served) throws Exception {
        HttpRequest request =
                StatelessPeer.of(SERVER)
                        .request(
                                1,
                                "tools/call",
                                Map.of("name", "query", "arguments", Json.object(arguments)));
        HttpReply reply =
                HttpConnection.exchange(
                        SERVER.port(), value.equals(NONE) ? request : request.with(header, value));

        if (served) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        } else {
            assertThat(reply.status()).as(reply.body()).isEqualTo(400);
            assertThat(reply.errorCode()).isEqualTo(-32020);
        }
    }

    @Test
    void a_caller_with_a_session_needs_no_such_header() throws Exception {
        assertThat(
                        HandshakePeer.begin(SERVER)
                                .result(
                                        "tools/call",
                                        Map.of(
                                                "name",
                                                "query",
                                                "arguments",
                                                Map.of("region", "us"))))
                .containsEntry("isError", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"two words\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a\\u000d\\u000ab\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"gr\u00fc\u00df\"}}",
                "{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}",
                "{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}",
                "{\"a\":{\"anyOf\":[{\"type\":\"string\",\"x-mcp-header\":\"A\"}]}}",
                "{\"a\":{\"not\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}"
            })
    void a_mark_that_clients_must_refuse_refuses_the_route(String properties) {
        assertThatThrownBy(
                        () ->
                                McpTestServer.serving(
                                        tool(
                                                "bad",
                                                "{\"type\":\"object\",\"properties\":"
                                                        + properties
                                                        + "}")))
                .hasStackTraceContaining("x-mcp-header");
    }

    private static LambdaRouteBuilder tool(String name, String schema) {
        return routes ->
                routes.from("ai-tool:" + name + "?description=x&argSchema=RAW(" + schema + ")")
                        .setBody(routes.constant("ok"));
    }
}
