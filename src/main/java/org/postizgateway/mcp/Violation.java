package org.postizgateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in plain words where a value does not fit its schema, and what would. */
final class Violation {

    private Violation() {}

    /**
     * @param root the whole schema, for what it says of the field
     */
    static String sentence(JsonNode root, Error error) {
        NodePath place = error.getEvaluationPath().getParent();
        JsonNode schema = root.at(place.toString());
        JsonNode wanted = error.getSchemaNode();
        String field = field(error.getInstanceLocation());
        String subject = field.isEmpty() ? "The whole" : field;
        return switch (error.getKeyword()) {
            case "required" -> {
                String missing = error.getProperty();
                JsonNode property = schema.path("properties").path(missing);
                yield (field.isEmpty() ? missing : field + "." + missing)
                        + " is required"
                        + (property.has("enum")
                                ? ", one of " + String.join(", ", texts(property.get("enum")))
                                : "")
                        + hint(property);
            }
            case "type" ->
                    subject
                            + " must be "
                            + types(wanted)
                            + fields(schema)
                            + hint(described(root, place));
            case "enum" -> subject + " must be one of " + String.join(", ", texts(wanted)) + ".";
            case "pattern", "format" ->
                    subject + " does not have the right form" + hint(described(root, place));
            case "minLength" -> subject + " must have " + count(wanted, "character", "or more");
            case "maxLength" -> subject + " must have " + count(wanted, "character", "at most");
            case "minItems" -> subject + " must have " + count(wanted, "element", "or more");
            case "maxItems" -> subject + " must have " + count(wanted, "element", "at most");
            default -> subject + ": " + error.getMessage() + ".";
        };
    }

    /** As {@code socialPost[0].type}. */
    private static String field(NodePath path) {
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            if (element instanceof Integer) {
                field.append('[').append(element).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(element);
            }
        }
        return field.toString();
    }

    private static String types(JsonNode wanted) {
        return texts(wanted).stream()
                .map(
                        type ->
                                switch (type) {
                                    case "string" -> "a text";
                                    case "array" -> "a list";
                                    case "object" -> "an object";
                                    case "integer" -> "a whole number";
                                    case "number" -> "a number";
                                    case "boolean" -> "true or false";
                                    default -> type;
                                })
                .collect(Collectors.joining(" or "));
    }

    private static String count(JsonNode wanted, String what, String bound) {
        int number = wanted.asInt();
        return number + " " + what + (number == 1 ? " " : "s ") + bound + ".";
    }

    /** What is said of a list counts for an element of which nothing is said. */
    private static JsonNode described(JsonNode root, NodePath place) {
        JsonNode schema = root.at(place.toString());
        boolean element = !schema.has("description") && "items".equals(place.getElement(-1));
        return element ? root.at(place.getParent().toString()) : schema;
    }

    private static String fields(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : " with " + String.join(", ", names);
    }

    private static String hint(JsonNode schema) {
        String description = schema.path("description").asText();
        return (description.isEmpty() ? "" : ": " + description.replaceFirst("\\.$", "")) + ".";
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        if (values.isArray()) {
            values.forEach(value -> texts.add(value.asText()));
        } else {
            texts.add(values.asText());
        }
        return texts;
    }
}
