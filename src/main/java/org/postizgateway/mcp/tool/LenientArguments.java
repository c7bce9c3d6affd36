package org.postizgateway.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.postizgateway.mcp.Json;

/**
 * Makes arguments fit a schema where it is clear what a client meant: JSON text for an object or a
 * list, one element for a list of it, text for a boolean or a number, a scalar for a text, null for
 * nothing. Everything else stays as it is, for the schema to refuse.
 */
final class LenientArguments {

    /** As JSON writes them, and short enough to be read exactly. */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,14})");

    private static final Pattern NUMBER = Pattern.compile(INTEGER + "(\\.\\d{1,15})?");

    private LenientArguments() {}

    static Object fit(Object schema, Object value) {
        if (!(schema instanceof Map<?, ?> definition) || value == null) {
            return value;
        }
        return switch (String.valueOf(definition.get("type"))) {
            case "object" -> object(definition, value);
            case "array" -> array(definition, value);
            case "boolean" -> bool(value);
            case "integer" -> number(INTEGER, value);
            case "number" -> number(NUMBER, value);
            case "string" -> text(value);
            default -> value;
        };
    }

    private static Object object(Map<?, ?> schema, Object value) {
        Object object = value instanceof String text ? json(text) : value;
        if (!(object instanceof Map<?, ?> map) || !(schema.get("properties") instanceof Map)) {
            return object instanceof Map ? object : value;
        }
        Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
        Map<Object, Object> fitted = new LinkedHashMap<>();
        map.forEach(
                (name, property) -> {
                    if (property != null || !isTyped(properties.get(name))) {
                        fitted.put(name, fit(properties.get(name), property));
                    }
                });
        return fitted;
    }

    private static Object array(Map<?, ?> schema, Object value) {
        Object list = value instanceof String text ? json(text) : value;
        if ("".equals(list)) {
            return List.of();
        }
        List<?> elements = list instanceof List<?> many ? many : List.of(list);
        return elements.stream().map(element -> fit(schema.get("items"), element)).toList();
    }

    private static Object bool(Object value) {
        return value instanceof String text && text.matches("(?i)true|false")
                ? (Object) Boolean.valueOf(text)
                : value;
    }

    private static Object number(Pattern written, Object value) {
        return value instanceof String text && written.matcher(text).matches() ? read(text) : value;
    }

    private static Object text(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : value;
    }

    private static boolean isTyped(Object schema) {
        return schema instanceof Map<?, ?> definition && definition.containsKey("type");
    }

    /** The object or list that a text holds; the text itself when it holds none. */
    private static Object json(String text) {
        if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
            return text;
        }
        return read(text);
    }

    private static Object read(String text) {
        try {
            return Json.mapper().readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
