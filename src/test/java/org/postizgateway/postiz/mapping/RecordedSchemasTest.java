package org.postizgateway.postiz.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.postiz.Recordings;
import org.postizgateway.postiz.failure.PostizMcpAnswer;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.platform.PlatformCatalog;

/** What is answered from files of ours says what a real Postiz says. */
class RecordedSchemasTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PlatformSchema schema = new PlatformSchema(PlatformCatalog.load());

    static Stream<Named<Map<String, Object>>> platforms() {
        return Recordings.named("mcp-call-integrationSchema-(bluesky|reddit|telegram|x)")
                .map(recording -> Named.of((String) recording.get("name"), recording));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void describes_a_platform_as_postiz_does(Map<String, Object> recording) {
        Map<String, Object> arguments = arguments(recording);
        Map<String, Object> ours =
                JsonBody.readObject(
                        schema.describe(
                                        (String) arguments.get("platform"),
                                        (Boolean) arguments.get("isPremium"))
                                .get("output"));
        Map<String, Object> theirs = JsonBody.readObject(answer(recording).get("output"));
        assertThat(ours.keySet()).containsAll(theirs.keySet());
        assertThat(ours.get("maxLength")).isEqualTo(theirs.get("maxLength"));
        assertThat(essence(ours.get("settings"))).isEqualTo(essence(theirs.get("settings")));
        assertThat(essence(ours.get("tools"))).isEqualTo(essence(theirs.get("tools")));
    }

    @Test
    void lists_the_generators_that_postiz_lists() throws IOException {
        Map<String, Object> recording =
                Recordings.named("mcp-call-generateVideoOptions-02").findFirst().orElseThrow();
        JsonNode ours =
                MAPPER.readTree(getClass().getResourceAsStream("/postiz/video-options.json"));
        assertThat(essence(ours)).isEqualTo(essence(answer(recording)));
    }

    /** A schema without its prose and without what Postiz adds to mandatory properties. */
    private static JsonNode essence(Object schema) {
        JsonNode tree = MAPPER.valueToTree(schema);
        tree.findParents("description").forEach(node -> without(node, "description"));
        tree.findParents("not").forEach(node -> without(node, "not"));
        tree.findParents("format").forEach(RecordedSchemasTest::withoutFormat);
        // A newer Postiz names the types of a submission, which an older takes as any text.
        tree.findParents("type").stream()
                .filter(node -> node.path("type").isObject())
                .forEach(RecordedSchemasTest::withoutTypes);
        tree.findParents("pattern").forEach(RecordedSchemasTest::withoutFormat);
        return tree;
    }

    private static void withoutTypes(JsonNode properties) {
        ((ObjectNode) properties.get("type")).remove(List.of("enum", "minLength"));
    }

    private static void without(JsonNode node, String field) {
        ((ObjectNode) node).remove(field);
    }

    /** A pattern of Postiz that we write as a format of ours, or with other escapes. */
    private static void withoutFormat(JsonNode node) {
        ((ObjectNode) node).remove(List.of("format", "pattern", "x-emptyStringAllowed"));
    }

    private static Map<String, Object> arguments(Map<String, Object> recording) {
        Map<String, Object> body = JsonBody.readObject(Recordings.request(recording).get("body"));
        return JsonBody.readObject(JsonBody.readObject(body.get("params")).get("arguments"));
    }

    private static Map<String, Object> answer(Map<String, Object> recording) {
        return new PostizMcpAnswer().structured(Recordings.response(recording).get("body"));
    }
}
