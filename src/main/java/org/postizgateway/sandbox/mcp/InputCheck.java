package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * Fits arguments to an input schema and words what does not fit as the zod library does. Unknown
 * keys are dropped; an array or object that comes as JSON text is unpacked.
 */
final class InputCheck {

    private InputCheck() {}

    /**
     * @param complaints receives {@code path: reason} for everything that does not fit
     * @return the arguments without what is not declared
     */
    static JsonNode fit(JsonNode value, JsonNode schema, String path, List<String> complaints) {
        if (value.isMissingNode()) {
            complaints.add(path + ": Required");
            return value;
        }
        String expected = schema.path("type").asText();
        if (expected.isEmpty()) {
            return value;
        }
        JsonNode unpacked = unpack(value, expected);
        String received = typeOf(unpacked);
        if (schema.has("enum")) {
            enumeration(unpacked, schema, path, received, complaints);
            return unpacked;
        }
        if (!received.equals(expected.equals("integer") ? "number" : expected)) {
            complaints.add(path + ": Expected " + expected + ", received " + received);
            return unpacked;
        }
        return switch (expected) {
            case "object" -> object(unpacked, schema, path, complaints);
            case "array" -> array(unpacked, schema, path, complaints);
            default -> {
                if (schema.path("format").asText().equals("uri") && !isUrl(unpacked.asText())) {
                    complaints.add(path + ": Invalid url");
                }
                yield unpacked;
            }
        };
    }

    private static ObjectNode object(
            JsonNode value, JsonNode schema, String path, List<String> complaints) {
        ObjectNode fitted = JavaScriptJson.object();
        List<String> required =
                StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        schema.path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            String name = property.getKey();
                            JsonNode member = value.path(name);
                            if (member.isMissingNode() && !required.contains(name)) {
                                return;
                            }
                            String where = path.isEmpty() ? name : path + "." + name;
                            fitted.set(name, fit(member, property.getValue(), where, complaints));
                        });
        return fitted;
    }

    private static ArrayNode array(
            JsonNode value, JsonNode schema, String path, List<String> complaints) {
        ArrayNode fitted = JavaScriptJson.array();
        for (int i = 0; i < value.size(); i++) {
            fitted.add(fit(value.get(i), schema.path("items"), path + "." + i, complaints));
        }
        return fitted;
    }

    private static void enumeration(
            JsonNode value,
            JsonNode schema,
            String path,
            String received,
            List<String> complaints) {
        String allowed =
                StreamSupport.stream(schema.get("enum").spliterator(), false)
                        .map(option -> "'" + option.asText() + "'")
                        .collect(Collectors.joining(" | "));
        if (!value.isTextual()) {
            complaints.add(path + ": Expected " + allowed + ", received " + received);
        } else if (!allowed.contains("'" + value.asText() + "'")) {
            complaints.add(
                    path
                            + ": Invalid enum value. Expected "
                            + allowed
                            + ", received '"
                            + value.asText()
                            + "'");
        }
    }

    private static JsonNode unpack(JsonNode value, String expected) {
        if (!value.isTextual() || !List.of("array", "object").contains(expected)) {
            return value;
        }
        try {
            JsonNode unpacked = JavaScriptJson.parse(value.asText());
            return typeOf(unpacked).equals(expected) ? unpacked : value;
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            return value;
        }
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL -> "null";
            default -> "undefined";
        };
    }

    private static boolean isUrl(String text) {
        try {
            return URI.create(text).getScheme() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
