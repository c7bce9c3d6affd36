package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ToolListTest extends ToolRouteTest {

    /** Bytes that the tools of these toolsets may take of a model's context. */
    private static final Map<String, Integer> LIMITS =
            Map.of(
                    "publishing", 12 * 1024,
                    "core", 16 * 1024,
                    "core,posts", 24 * 1024,
                    "all", 36 * 1024);

    /** Title and read-only, destructive, idempotent and open-world hint as Postiz has them. */
    private static final Map<String, String> POSTIZ =
            Map.ofEntries(
                    Map.entry("integrationList", "List Integrations true false true false"),
                    Map.entry("groupList", "List Groups true false true false"),
                    Map.entry("integrationSchema", "Get Integration Schema true false true false"),
                    Map.entry("triggerTool", "Trigger Integration Tool false true false true"),
                    Map.entry(
                            "schedulePostTool", "Schedule Social Media Post false true false true"),
                    Map.entry("mediaListTool", "List Media true false true false"),
                    Map.entry("postsListTool", "List Posts true false true false"),
                    Map.entry("postSettingsTool", "Update Post Settings false false false false"),
                    Map.entry(
                            "generateVideoOptions",
                            "List Video Generation Options true false true false"),
                    Map.entry("videoFunctionTool", "Video Function Helper true false true false"),
                    Map.entry("generateVideoTool", "Generate Video false false false true"),
                    Map.entry("generateImageTool", "Generate Image false false false true"),
                    Map.entry("uploadFromUrlTool", "Upload Media From URL false false false true"));

    @Test
    void offers_the_documented_tools_with_their_hints() throws Exception {
        for (JsonNode tool : tools()) {
            JsonNode hints = tool.path("annotations");
            assertThat(
                            String.join(
                                    " ",
                                    tool.path("title").asText(),
                                    hints.path("readOnlyHint").asText(),
                                    hints.path("destructiveHint").asText(),
                                    hints.path("idempotentHint").asText(),
                                    hints.path("openWorldHint").asText()))
                    .isEqualTo(POSTIZ.get(tool.path("name").asText()));
        }
        assertThat(tools()).hasSize(POSTIZ.size());
    }

    @Test
    void stays_small() throws Exception {
        for (Map.Entry<String, Integer> limit : LIMITS.entrySet()) {
            assertThat(size(listed(limit.getKey())))
                    .as(limit.getKey())
                    .isLessThanOrEqualTo(limit.getValue());
        }
    }

    @Test
    void drops_no_argument_that_it_does_not_know() throws Exception {
        for (String tool : texts(rpc("tools/list", Map.of()).path("tools"), "name")) {
            assertThat(call(tool, Map.of("unheardOf", "x")).at("/content/0/text").asText())
                    .contains("unheardOf is not known");
        }
    }

    @Test
    void names_an_argument_that_is_nearly_right() throws Exception {
        for (String nearly : List.of("socialPosts", "socialpost", "socialPostList")) {
            assertThat(
                            call("schedulePostTool", Map.of(nearly, List.of()))
                                    .at("/content/0/text")
                                    .asText())
                    .contains(nearly + " is not known", "socialPost ");
        }
    }

    @Test
    void demands_nothing_that_has_a_default() throws Exception {
        for (JsonNode tool : tools()) {
            String required = tool.path("inputSchema").findValues("required").toString();
            assertThat(required)
                    .doesNotContain("isPremium", "shortLink", "attachments", "dataSchema");
        }
        assertThat(tool("integrationSchema").at("/inputSchema/required").toString())
                .isEqualTo("[\"platform\"]");
    }

    @Test
    void has_schemas_that_strict_clients_take() throws Exception {
        for (JsonNode tool : tools()) {
            for (String schema : List.of("inputSchema", "outputSchema")) {
                JsonNode root = tool.path(schema);
                assertThat(root.path("type").asText()).isEqualTo("object");
                assertThat(keys(root))
                        .doesNotContain(
                                "$ref",
                                "$defs",
                                "definitions",
                                "not",
                                "prefixItems",
                                "additionalItems",
                                "oneOf",
                                "allOf",
                                "additionalProperties");
                assertThat(root.has("anyOf")).isFalse();
            }
            assertThat(keys(tool.path("inputSchema"))).doesNotContain("anyOf");
            for (JsonNode type : tool.path("inputSchema").findValues("type")) {
                assertThat(type.isTextual() || type.isObject()).isTrue();
            }
        }
    }

    @Test
    void describes_every_tool_and_argument_worth_it() throws Exception {
        for (JsonNode tool : tools()) {
            assertThat(tool.path("description").asText()).hasSizeBetween(40, 700);
        }
    }

    private static int size(JsonNode tools) {
        return tools.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private JsonNode listed(String toolsets) throws Exception {
        return rpc("tools/list", Map.of(), toolsets).path("tools");
    }

    /** Those that Postiz has; the gateway adds some of its own. */
    private List<JsonNode> tools() throws Exception {
        return StreamSupport.stream(rpc("tools/list", Map.of()).path("tools").spliterator(), false)
                .filter(tool -> POSTIZ.containsKey(tool.path("name").asText()))
                .toList();
    }

    private JsonNode tool(String name) throws Exception {
        for (JsonNode tool : tools()) {
            if (tool.path("name").asText().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError(name);
    }

    private static Set<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        collect(node, keys);
        return Set.copyOf(keys);
    }

    private static void collect(JsonNode node, List<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> collect(child, keys));
    }
}
