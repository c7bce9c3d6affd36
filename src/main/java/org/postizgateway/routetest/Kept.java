package org.postizgateway.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what earlier calls of a test kept in the place of {@code ${name}}. */
final class Kept {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Kept() {}

    /**
     * A copy of a value with what was kept in it.
     *
     * @throws IllegalArgumentException when nothing of a name was kept
     */
    static JsonNode in(JsonNode value, Map<String, JsonNode> kept) {
        if (value == null) {
            return null;
        }
        if (value.isObject()) {
            ObjectNode copy = NODES.objectNode();
            value.fields()
                    .forEachRemaining(
                            field -> copy.set(field.getKey(), in(field.getValue(), kept)));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            value.forEach(element -> copy.add(in(element, kept)));
            return copy;
        }
        return value.isTextual() ? inText(value, kept) : value;
    }

    private static JsonNode inText(JsonNode text, Map<String, JsonNode> kept) {
        Matcher whole = NAME.matcher(text.asText());
        if (whole.matches()) {
            return find(whole.group(1), kept);
        }
        return NODES.textNode(
                NAME.matcher(text.asText())
                        .replaceAll(
                                name ->
                                        Matcher.quoteReplacement(
                                                find(name.group(1), kept).asText())));
    }

    private static JsonNode find(String name, Map<String, JsonNode> kept) {
        JsonNode part = kept.get(name);
        if (part == null) {
            throw new IllegalArgumentException(
                    "${" + name + "} was not kept; there is " + kept.keySet());
        }
        return part;
    }

    /** The part at a path such as {@code output.0.id}; missing when there is none. */
    static JsonNode part(JsonNode value, String path) {
        return value.at("/" + path.replace('.', '/'));
    }
}
