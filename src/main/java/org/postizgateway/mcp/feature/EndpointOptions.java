package org.postizgateway.mcp.feature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.postizgateway.mcp.Json;

/** Reads the multi-value options that the {@code ai-*} consumers share. */
public final class EndpointOptions {

    private EndpointOptions() {}

    /**
     * Groups options such as {@code parameter.city} and {@code parameter.city.description} by name.
     *
     * @param options the options without their prefix, in the order of the endpoint URI
     * @return for each name its sub-options; the value of the bare name stands under {@code ""}
     */
    public static Map<String, Map<String, String>> byName(Map<String, Object> options) {
        Map<String, Map<String, String>> names = new LinkedHashMap<>();
        options.forEach(
                (key, value) -> {
                    int dot = key.indexOf('.');
                    String name = dot < 0 ? key : key.substring(0, dot);
                    String option = dot < 0 ? "" : key.substring(dot + 1);
                    names.computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .put(option, String.valueOf(value));
                });
        return names;
    }

    /**
     * Groups them likewise, and takes no other options than those that are known.
     *
     * @param prefix of the options, for the message
     * @param known options of a name
     * @throws IllegalArgumentException for any other, which would not be read
     */
    public static Map<String, Map<String, String>> byName(
            String prefix, Map<String, Object> options, List<String> known) {
        Map<String, Map<String, String>> names = byName(options);
        names.forEach(
                (name, sub) ->
                        sub.keySet().stream()
                                .filter(option -> !option.isEmpty() && !known.contains(option))
                                .findFirst()
                                .ifPresent(
                                        option -> {
                                            throw new IllegalArgumentException(
                                                    "There is no %s.%s.%s, only %s"
                                                            .formatted(
                                                                    prefix,
                                                                    name,
                                                                    option,
                                                                    String.join(", ", known)));
                                        }));
        return names;
    }

    /**
     * Builds the JSON Schema of an object from flat {@code parameter.*} options.
     *
     * @param prefix of the options, for the message
     * @throws IllegalArgumentException for options that are not known
     */
    public static Map<String, Object> schema(String prefix, Map<String, Object> options) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new java.util.ArrayList<>();
        byName(prefix, options, List.of("description", "enum", "required"))
                .forEach(
                        (name, sub) -> {
                            Map<String, Object> property = new LinkedHashMap<>();
                            property.put("type", sub.getOrDefault("", "string"));
                            Optional.ofNullable(sub.get("description"))
                                    .ifPresent(text -> property.put("description", text));
                            Optional.ofNullable(sub.get("enum"))
                                    .ifPresent(values -> property.put("enum", list(values)));
                            properties.put(name, property);
                            if (Boolean.parseBoolean(sub.get("required"))) {
                                required.add(name);
                            }
                        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /**
     * Reads a JSON object given inline or as a resource reference ({@code classpath:}, {@code
     * file:}).
     *
     * @throws IllegalArgumentException when it cannot be read or is no JSON object
     */
    public static Map<String, Object> json(CamelContext context, String option, String value) {
        String text = value.strip();
        try {
            if (!text.startsWith("{")) {
                try (InputStream in =
                        ResourceHelper.resolveMandatoryResourceAsInputStream(context, text)) {
                    text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return Json.object(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Option " + option + " is no JSON object: " + e.getMessage(), e);
        }
    }

    /**
     * Checks the names under which a caller's values become headers of a route.
     *
     * @param feature who declares them, for the message
     * @throws IllegalArgumentException when one would steer Camel
     */
    public static void requireHarmlessHeaders(String feature, Collection<String> names) {
        for (String name : names) {
            if (name.toLowerCase(Locale.ROOT).startsWith("camel")) {
                throw new IllegalArgumentException(
                        feature
                                + " declares the argument '"
                                + name
                                + "'; a caller may not set a header that steers Camel");
            }
        }
    }

    /** Splits a comma-separated value. */
    public static List<String> list(String value) {
        return Arrays.stream(value.split(",")).map(String::trim).toList();
    }

    /** Puts an entry when there is a value. */
    public static void putIfPresent(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
