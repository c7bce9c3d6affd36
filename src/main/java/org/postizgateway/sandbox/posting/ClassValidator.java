package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.postizgateway.postiz.platform.UrlSetting;

/**
 * Words violations of a JSON Schema as the class-validator library does, with the implicit
 * conversion that Postiz turns on: any scalar passes as a string or boolean.
 */
final class ClassValidator {

    private ClassValidator() {}

    /** Checks the declared properties of an object; what is not an object has none of them. */
    static void object(String path, JsonNode object, JsonNode schema, List<Violation> violations) {
        schema.path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            JsonNode value = object.path(property.getKey());
                            boolean absent = value.isMissingNode() || value.isNull();
                            if (!absent) {
                                value(
                                        path,
                                        property.getKey(),
                                        value,
                                        property.getValue(),
                                        violations);
                            } else if (isRequired(schema, property.getKey())) {
                                violations.add(
                                        new Violation(
                                                path,
                                                property.getKey()
                                                        + " should not be null or undefined"));
                                value(
                                        path,
                                        property.getKey(),
                                        value,
                                        property.getValue(),
                                        violations);
                            }
                        });
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(name));
    }

    /** Checks one value; a missing one breaks every rule there is. */
    static void value(
            String path, String name, JsonNode value, JsonNode schema, List<Violation> violations) {
        if (schema.has("enum")) {
            check(
                    path,
                    isListed(value, schema),
                    name + " must be one of the following values: " + values(schema),
                    violations);
            return;
        }
        switch (schema.path("type").asText()) {
            case "string" -> string(path, name, value, schema, violations);
            case "boolean" ->
                    check(path, isScalar(value), name + " must be a boolean value", violations);
            case "number", "integer" -> number(path, name, value, schema, violations);
            case "array" -> array(path, name, value, schema, violations);
            case "object" -> nested(path, name, value, schema, violations);
            default -> {}
        }
    }

    private static void string(
            String path, String name, JsonNode value, JsonNode schema, List<Violation> out) {
        Optional<String> text = isScalar(value) ? Optional.of(value.asText()) : Optional.empty();
        int length = text.map(ClassValidator::length).orElse(-1);
        int min = schema.path("minLength").asInt(0);
        int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        boolean both = schema.has("maxLength");
        if (!both) {
            check(path, text.isPresent(), name + " must be a string", out);
        }
        check(
                path,
                !both || (text.isPresent() && length <= max),
                name + " must be shorter than or equal to " + max + " characters",
                out);
        check(
                path,
                !schema.has("minLength") || length >= min,
                name + " must be longer than or equal to " + min + " characters",
                out);
        if (both) {
            check(path, text.isPresent(), name + " must be a string", out);
        }
        pattern(path, name, text.orElse(""), schema, out);
    }

    /** As the library counts: an emoji is one, the sign that makes a letter one is none. */
    private static int length(String text) {
        return (int)
                text.codePoints().filter(letter -> letter != 0xFE0E && letter != 0xFE0F).count();
    }

    private static void pattern(
            String path, String name, String text, JsonNode schema, List<Violation> out) {
        String regex = schema.path("pattern").asText();
        check(
                path,
                regex.isEmpty() || Pattern.compile(regex).matcher(text).find(),
                name + " must match " + regex + " regular expression",
                out);
        boolean url = schema.path("format").asText().equals("url");
        boolean allowed = text.isEmpty() && schema.path("x-emptyStringAllowed").asBoolean();
        check(
                path,
                !url || allowed || UrlSetting.matches(text),
                name + " must be a URL address",
                out);
    }

    private static void number(
            String path, String name, JsonNode value, JsonNode schema, List<Violation> out) {
        double number = value.asDouble(Double.NaN);
        check(
                path,
                !schema.has("minimum") || number >= schema.get("minimum").asDouble(),
                name + " must not be less than " + schema.path("minimum").asText(),
                out);
        check(
                path,
                !schema.has("maximum") || number <= schema.get("maximum").asDouble(),
                name + " must not be greater than " + schema.path("maximum").asText(),
                out);
        check(
                path,
                !Double.isNaN(number),
                name + " must be a number conforming to the specified constraints",
                out);
    }

    private static void array(
            String path, String name, JsonNode value, JsonNode schema, List<Violation> out) {
        check(path, value.isArray(), name + " must be an array", out);
        int min = schema.path("minItems").asInt(0);
        int max = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        check(
                path,
                min == 0 || (value.isArray() && value.size() >= min),
                name + " must contain at least " + min + " elements",
                out);
        check(
                path,
                value.size() <= max,
                name + " must contain no more than " + max + " elements",
                out);
        JsonNode items = schema.path("items");
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            if (!items.path("type").asText().equals("object")) {
                continue;
            }
            if (value.get(i).isContainerNode()) {
                object(join(path, name + "." + i), value.get(i), items, out);
            } else {
                out.add(
                        new Violation(
                                join(path, name),
                                "each value in nested property "
                                        + name
                                        + " must be either object or array"));
            }
        }
    }

    private static void nested(
            String path, String name, JsonNode value, JsonNode schema, List<Violation> out) {
        if (value.isContainerNode()) {
            object(join(path, name), value, schema, out);
        } else {
            out.add(
                    new Violation(
                            join(path, name),
                            "nested property " + name + " must be either object or array"));
        }
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    private static boolean isListed(JsonNode value, JsonNode schema) {
        return StreamSupport.stream(schema.get("enum").spliterator(), false)
                .anyMatch(allowed -> isScalar(value) && allowed.asText().equals(value.asText()));
    }

    private static String values(JsonNode schema) {
        return StreamSupport.stream(schema.get("enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static void check(String path, boolean holds, String message, List<Violation> out) {
        if (!holds) {
            out.add(new Violation(path, message));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
