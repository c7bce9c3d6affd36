package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever an agent can put into an argument of a tool, in place of what is right, ends in an
 * answer that says something of it, soon, and never in a failure of the gateway itself.
 */
@TestPropertySource(properties = "policies.video.concurrency=8")
@Timeout(300)
class HostileArgumentsTest extends LifeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final List<String> HOSTILE =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "\r\nX-Header: 1",
                    "\ud800",
                    "\u202e\u200b\ufeff",
                    "null",
                    "-1",
                    "../../etc/passwd",
                    "%2e%2e%2f%00",
                    "' OR '1'='1",
                    "${exception.stacktrace}",
                    "{{postiz.url}}",
                    "{{?missing}}",
                    "RAW(x)&bridgeErrorHandler=true",
                    "<script>alert(1)</script><a href=\"javascript:x\">",
                    "socialPost[0-2147483647]",
                    "socialPost[-]",
                    "$1 \\1 \\",
                    "+999999999-12-31T00:00:00Z",
                    "-999999999-01-01",
                    "2030-02-30T25:61:00+99:00",
                    "http://[::1",
                    "http://user:pass@127.0.0.1:1/",
                    "data:" + ";".repeat(5_000),
                    "data:;base64,####",
                    "[".repeat(3_000),
                    "<p>".repeat(3_000),
                    "(".repeat(3_000) + "a".repeat(3_000) + "!",
                    "*".repeat(4_000),
                    "@".repeat(4_000),
                    "&#" + "1".repeat(4_000) + ";",
                    "e\u0301".repeat(3_000),
                    "\uD83D\uDC68\u200D".repeat(1_500),
                    "a.".repeat(3_000) + "com",
                    "9".repeat(4_000));

    private static final List<String> OF_ANOTHER_TYPE =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e308",
                    "9223372036854775808",
                    "0.1",
                    "[]",
                    "{}",
                    "\"text\"",
                    "[null]",
                    "[[[]]]",
                    "[1, \"a\", {\"b\": null}]",
                    "{\"a\": {\"a\": {\"a\": []}}}",
                    "{\"key\": null, \"value\": 1, \"content\": null, \"\": {}}",
                    "[".repeat(200) + "]".repeat(200));

    @Test
    void texts_of_every_tool_are_answered_without_a_failure_of_the_gateway() throws Exception {
        List<JsonNode> hostile = new ArrayList<>();
        HOSTILE.forEach(text -> hostile.add(TextNode.valueOf(text)));

        assertThat(tried(JsonNode::isTextual, hostile)).isGreaterThan(2_000);
    }

    @Test
    void values_of_another_type_are_answered_without_a_failure_of_the_gateway() throws Exception {
        List<JsonNode> hostile = new ArrayList<>();
        for (String value : OF_ANOTHER_TYPE) {
            hostile.add(JSON.readTree(value));
        }

        assertThat(tried(any -> true, hostile)).isGreaterThan(1_500);
    }

    /**
     * @return how many calls were made, none of which failed
     */
    private int tried(Predicate<JsonNode> places, List<JsonNode> values) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        List<String> failures = new ArrayList<>();
        int calls = 0;
        try {
            Map<String, Object> samples = samples();
            for (JsonNode tool : rpc("tools/list", Map.of()).path("tools")) {
                String name = tool.path("name").asText();
                JsonNode valid = valid(tool.path("inputSchema"), "", samples);
                for (String path : paths(valid, "", places)) {
                    for (JsonNode hostile : values) {
                        failures.addAll(failures(name, with(valid, path, hostile), path, hostile));
                        calls++;
                    }
                }
            }
        } finally {
            root.detachAppender(log);
        }
        assertThat(failures).isEmpty();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
        return calls;
    }

    private List<String> failures(String tool, JsonNode arguments, String path, JsonNode value) {
        String hostile = value.toString();
        long begin = System.nanoTime();
        String answer;
        try {
            answer = call(tool, JSON.convertValue(arguments, Map.class)).toString();
        } catch (AssertionError error) {
            answer = error.getMessage();
        } catch (Exception e) {
            answer = "failed to answer: " + e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        List<String> failures = new ArrayList<>();
        String call = tool + path + " = " + hostile.substring(0, Math.min(40, hostile.length()));
        if (answer.contains("failed to") || answer.contains("Exception")) {
            failures.add(call + ": " + answer.substring(0, Math.min(300, answer.length())));
        }
        if (took.compareTo(SOON) > 0) {
            failures.add(call + " took " + took);
        }
        return failures;
    }

    /** What names of arguments stand for, where any text would not be right. */
    private Map<String, Object> samples() throws Exception {
        String post = create("schedule", in(60 * 24 * 30), "A post that is there");
        Map<String, Object> samples = new HashMap<>();
        samples.put("id", post);
        samples.put("postId", post);
        samples.put("integrationId", MASTODON);
        samples.put("platform", "mastodon");
        samples.put("date", "2031-12-15T10:00:00Z");
        samples.put("from", "2031-12-15T10:00:00Z");
        samples.put("startDate", "2031-12-01T10:00:00Z");
        samples.put("endDate", "2031-12-20T10:00:00Z");
        samples.put("timeZone", "Europe/Berlin");
        samples.put("times", List.of("09:00"));
        samples.put("group", ACME);
        samples.put("type", "draft");
        samples.put("csv", "channel,date,text,settings.title\nacme toots,2031-12-15,a,b\n");
        samples.put("url", "https://media.sandbox.example/cat.png");
        samples.put("settings", List.of(Map.of("key", "title", "value", "x")));
        samples.put("attachments", List.of("https://media.sandbox.example/cat.png"));
        samples.put("content", "Some text");
        return samples;
    }

    /** Arguments that a schema takes, each property among them. */
    private static JsonNode valid(JsonNode schema, String name, Map<String, Object> samples) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (samples.containsKey(name)) {
            return JSON.valueToTree(samples.get(name));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(
                                property ->
                                        object.set(
                                                property.getKey(),
                                                valid(
                                                        property.getValue(),
                                                        property.getKey(),
                                                        samples)));
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(valid(schema.path("items"), "", samples));
            case "integer", "number" ->
                    JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.getNodeFactory().booleanNode(false);
            default -> TextNode.valueOf("text");
        };
    }

    /** Where such values stand, as JSON pointers. */
    private static List<String> paths(JsonNode value, String path, Predicate<JsonNode> places) {
        List<String> found = new ArrayList<>();
        if (!path.isEmpty() && places.test(value)) {
            found.add(path);
        }
        value.properties()
                .forEach(
                        entry ->
                                found.addAll(
                                        paths(
                                                entry.getValue(),
                                                path + "/" + entry.getKey(),
                                                places)));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            found.addAll(paths(value.path(i), path + "/" + i, places));
        }
        return found;
    }

    private static JsonNode with(JsonNode arguments, String path, JsonNode value) {
        JsonNode changed = arguments.deepCopy();
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode parent = changed.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        JsonNode wanted = last.equals("csv") && value.isTextual() ? table(value.asText()) : value;
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), wanted);
        } else {
            ((ObjectNode) parent).set(last, wanted);
        }
        return changed;
    }

    /** In a table the text stands as the name of a column and in a cell. */
    private static JsonNode table(String text) {
        return TextNode.valueOf(
                "channel,date,text,settings.%s\nacme toots,2031-12-15,\"%s\",b\n"
                        .formatted(text, text.replace("\"", "\"\"")));
    }
}
