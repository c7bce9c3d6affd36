package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

/** The argument schema of a tool is listed as declared and every call is held against it. */
class ArgumentSchemaTest {

    private static final String DRAFT_07 =
            """
            {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
             "properties": {"pair": {"type": "array",
               "items": [{"type": "integer"}, {"type": "string"}], "additionalItems": false}}}\
            """;

    private static final String DRAFT_2020_12 =
            """
            {"type": "object",
             "properties": {"pair": {"type": "array",
               "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": false},
               "card": {"type": "string"},
               "code": {"type": "string", "pattern": "^[a-z]+$", "description": "Postal code"},
               "days": {"type": "array", "minItems": 1, "description": "The trip", "items": {"type": "object", "required": ["date"],
                 "properties": {"date": {"type": "string", "minLength": 1, "description": "Which day"}}}}},
             "dependentRequired": {"card": ["address"]}}\
            """;

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-tool:flat?description=Flat&parameter.city=string"
                                                    + "&parameter.city.description=Where"
                                                    + "&parameter.city.required=true"
                                                    + "&parameter.days=integer"
                                                    + "&parameter.unit=string&parameter.unit.enum=C,F")
                                    .setBody(routes.constant("ok")),
                    routes ->
                            routes.from(
                                            "ai-tool:must?description=Must&parameter.unit=string"
                                                    + "&parameter.unit.enum=C,F"
                                                    + "&parameter.unit.required=true")
                                    .setBody(routes.constant("ok")),
                    routes ->
                            routes.from("ai-tool:none?description=None")
                                    .setBody(routes.constant("ok")),
                    tool("old", DRAFT_07),
                    tool("new", DRAFT_2020_12),
                    tool("file", "classpath:org/postizgateway/mcp/tool/weather.schema.json"));

    @Test
    void parameters_become_properties() throws Exception {
        assertThat(Json.write(schema("flat")))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{"
                                + "\"city\":{\"type\":\"string\",\"description\":\"Where\"},"
                                + "\"days\":{\"type\":\"integer\"},"
                                + "\"unit\":{\"type\":\"string\",\"enum\":[\"C\",\"F\"]}},"
                                + "\"required\":[\"city\"]}");
    }

    @Test
    void a_tool_without_parameters_takes_an_object() throws Exception {
        assertThat(schema("none")).containsEntry("type", "object");
        assertThat(HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", "none")))
                .containsEntry("isError", false);
    }

    @Test
    void a_schema_in_JSON_is_listed_word_for_word() throws Exception {
        assertThat(schema("old")).isEqualTo(Json.object(DRAFT_07));
        assertThat(schema("new")).isEqualTo(Json.object(DRAFT_2020_12));
    }

    @Test
    void a_schema_may_lie_in_a_file() throws Exception {
        assertThat(schema("file")).containsEntry("title", "Weather");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "flat | {\"city\":\"Bonn\",\"days\":3,\"unit\":\"C\"}",
                "flat | {\"city\":\"Bonn\",\"undeclared\":[1]}",
                "old  | {\"pair\":[1,\"a\"]}",
                "new  | {\"pair\":[1,\"a\"],\"card\":\"x\",\"address\":\"y\"}"
            })
    void arguments_that_fit_reach_the_route(String tool, String arguments) throws Exception {
        assertThat(call(tool, arguments)).containsEntry("isError", false);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "flat | {}                              | city is required: Where.",
                "flat | {\"city\":null}                 | city must be a text: Where.",
                "flat | {\"city\":7}                    | city must be a text: Where.",
                "flat | {\"city\":\"B\",\"days\":1.5}   | days must be a whole number.",
                "flat | {\"city\":\"B\",\"days\":\"2\"} | days must be a whole number.",
                "flat | {\"city\":\"B\",\"unit\":\"K\"} | unit must be one of C, F.",
                "must | {}                              | unit is required, one of C, F.",
                "old  | {\"pair\":[1,2]}                | pair[1] must be a text.",
                "old  | {\"pair\":[1,\"a\",3]}          | pair",
                "new  | {\"pair\":[1,2]}                | pair[1] must be a text.",
                "new  | {\"pair\":[1,\"a\",3]}          | pair",
                "new  | {\"card\":\"x\"}                | address",
                "new  | {\"days\":[{}]}               | days[0].date is required: Which day.",
                "new  | {\"days\":[{\"date\":\"\"}]}   | days[0].date must have 1 character or more.",
                "new  | {\"days\":[5]}                | days[0] must be an object with date: The trip.",
                "new  | {\"days\":[]}                 | days must have 1 element or more.",
                "new  | {\"code\":\"a b\"}              | code does not have the right form: Postal code."
            })
    void arguments_that_do_not_fit_are_an_error_that_names_the_field(
            String tool, String arguments, String field) throws Exception {
        Map<String, Object> result = call(tool, arguments);

        assertThat(result).containsEntry("isError", true);
        assertThat(result.get("content").toString()).contains("do not fit " + tool, field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\"}",
                "{\"type\":[\"object\",\"null\"]}",
                "{}",
                "[]",
                "{\"type\":\"object\",",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":7}}}",
                "{\"type\":\"object\",\"required\":\"a\"}",
                "{\"type\":\"object\",\"$schema\":\"urn:nobody:knows\"}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1:1/a\"}}}",
                "classpath:no/such/file.json"
            })
    void a_schema_that_cannot_be_used_refuses_the_route(String schema) {
        assertThatThrownBy(() -> McpTestServer.serving(tool("broken", schema)))
                .hasStackTraceContaining("Failed to start route");
    }

    @Test
    void arguments_that_are_no_object_are_invalid_params() throws Exception {
        try (var answer =
                HandshakePeer.begin(SERVER)
                        .call("tools/call", Map.of("name", "flat", "arguments", List.of(1)))) {
            assertThat(answer.error()).containsEntry("code", -32602);
        }
    }

    private static LambdaRouteBuilder tool(String name, String schema) {
        return routes ->
                routes.from("ai-tool:" + name + "?description=x&argSchema=RAW(" + schema + ")")
                        .setBody(routes.constant("ok"));
    }

    private static Map<String, Object> call(String tool, String arguments) throws Exception {
        return HandshakePeer.begin(SERVER)
                .result("tools/call", Map.of("name", tool, "arguments", Json.object(arguments)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(String tool) throws Exception {
        List<Map<String, Object>> tools =
                (List<Map<String, Object>>)
                        HandshakePeer.begin(SERVER).result("tools/list", Map.of()).get("tools");
        return (Map<String, Object>)
                tools.stream()
                        .filter(listed -> listed.get("name").equals(tool))
                        .findFirst()
                        .orElseThrow()
                        .get("inputSchema");
    }
}
