package org.postizgateway.postiz.preflight.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * Gives settings the types that their schema declares, where nothing is lost by it: a number where
 * a text is declared, {@code "true"} where a boolean is, JSON text where a list or an object is.
 * Postiz itself would read the text {@code "false"} as true (contract, section 3.1).
 */
final class SettingsForm {

    private SettingsForm() {}

    /** A copy of the settings without nulls and with the declared types. */
    static Map<String, Object> of(Map<String, Object> settings, Map<String, Object> schema) {
        Map<String, Object> properties = object(schema.get("properties"));
        Map<String, Object> form = new LinkedHashMap<>();
        settings.forEach(
                (key, value) -> {
                    if (value != null) {
                        form.put(key, typed(value, object(properties.get(key))));
                    }
                });
        return form;
    }

    private static Object typed(Object value, Map<String, Object> schema) {
        if (!(schema.get("type") instanceof String type)) {
            return value;
        }
        return switch (type) {
            case "string" ->
                    value instanceof Number || value instanceof Boolean ? value.toString() : value;
            case "boolean" -> value instanceof String text ? bool(text) : value;
            case "number" -> value instanceof String text ? number(text) : value;
            case "object" -> json(value) instanceof Map<?, ?> map ? of(object(map), schema) : value;
            case "array" ->
                    json(value) instanceof List<?> list
                            ? elements(list, object(schema.get("items")))
                            : value;
            default -> value;
        };
    }

    private static List<Object> elements(List<?> list, Map<String, Object> schema) {
        List<Object> form = new ArrayList<>();
        list.forEach(element -> form.add(typed(element, schema)));
        return form;
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }

    private static Object number(String text) {
        return text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? json(text) : text;
    }

    private static Object json(Object value) {
        try {
            return value instanceof String text ? JsonBody.read(text) : value;
        } catch (NotJsonException e) {
            return value;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
