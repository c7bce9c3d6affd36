package org.postizgateway.mcp.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The arguments of a tool that callers repeat in HTTP headers, declared by {@code x-mcp-header} in
 * the argument schema (MCP 2026-07-28, streamable HTTP: custom headers from tool parameters).
 */
public record ParameterHeaders(List<ParameterHeader> all) {

    private static final String ANNOTATION = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

    /**
     * One argument and its header.
     *
     * @param header full name of the header
     * @param path property names from the root of the arguments
     */
    public record ParameterHeader(String header, List<String> path) {

        /** The value in a call's arguments; empty when absent or null. */
        public Optional<Object> value(Map<String, Object> arguments) {
            Object value = arguments;
            for (String name : path) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return Optional.ofNullable(value);
        }
    }

    /**
     * Reads the annotations of a schema.
     *
     * @throws IllegalArgumentException when one breaks the rules; clients would drop the whole tool
     */
    static ParameterHeaders of(Map<String, Object> schema) {
        List<ParameterHeader> headers = new ArrayList<>();
        collect(schema, List.of(), headers);
        Set<String> names = new HashSet<>();
        for (ParameterHeader header : headers) {
            if (!names.add(header.header().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        ANNOTATION + " is used twice for " + header.header());
            }
        }
        int everywhere = count(schema);
        if (everywhere != headers.size()) {
            throw new IllegalArgumentException(
                    ANNOTATION
                            + " may stand only on properties that are reached through \"properties\" alone");
        }
        return new ParameterHeaders(List.copyOf(headers));
    }

    private static void collect(
            Map<?, ?> schema, List<String> path, List<ParameterHeader> headers) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return;
        }
        properties.forEach(
                (name, property) -> {
                    if (property instanceof Map<?, ?> definition) {
                        List<String> here = new ArrayList<>(path);
                        here.add(String.valueOf(name));
                        if (definition.containsKey(ANNOTATION)) {
                            headers.add(header(definition, here));
                        }
                        collect(definition, here, headers);
                    }
                });
    }

    private static ParameterHeader header(Map<?, ?> definition, List<String> path) {
        String name = String.valueOf(definition.get(ANNOTATION));
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    ANNOTATION
                            + " of "
                            + String.join(".", path)
                            + " is no header name: '"
                            + name
                            + "'");
        }
        if (!TYPES.contains(String.valueOf(definition.get("type")))) {
            throw new IllegalArgumentException(
                    ANNOTATION
                            + " of "
                            + String.join(".", path)
                            + " needs the type string, integer or boolean");
        }
        return new ParameterHeader("Mcp-Param-" + name, path);
    }

    /** Annotations anywhere; one that names a property is a property, not an annotation. */
    private static int count(Object node) {
        if (node instanceof Map<?, ?> map) {
            int here = map.get(ANNOTATION) instanceof Map || !map.containsKey(ANNOTATION) ? 0 : 1;
            return here + map.values().stream().mapToInt(ParameterHeaders::count).sum();
        }
        return node instanceof List<?> list
                ? list.stream().mapToInt(ParameterHeaders::count).sum()
                : 0;
    }
}
