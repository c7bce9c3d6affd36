package org.postizgateway.postiz.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.StreamCache;

/**
 * Reads JSON in whatever form a route carries it: text, bytes, a stream (read from its beginning),
 * a Jackson tree, or maps and lists that are parsed already.
 */
public final class JsonBody {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonBody() {}

    /**
     * @return maps, lists and scalars
     * @throws NotJsonException when a text, bytes or a stream holds something else than JSON, or
     *     nothing
     */
    public static Object read(Object body) {
        if (body instanceof Map || body instanceof List) {
            return body;
        }
        if (body instanceof TreeNode) {
            return MAPPER.convertValue(body, Object.class);
        }
        return parse(text(body));
    }

    /**
     * @return the JSON object as a map
     * @throws NotJsonException when it is anything else
     */
    public static Map<String, Object> readObject(Object body) {
        return asMap(read(body));
    }

    /**
     * @return the JSON array as a list of objects
     * @throws NotJsonException when it is anything else
     */
    public static List<Map<String, Object>> readObjects(Object body) {
        if (read(body) instanceof List<?> list) {
            return list.stream().map(JsonBody::asMap).toList();
        }
        throw new NotJsonException(String.valueOf(body));
    }

    /** The text of a body that is text, bytes or a stream; empty for no body. */
    public static String text(Object body) {
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (body instanceof InputStream stream) {
            if (stream instanceof StreamCache cache) {
                cache.reset();
            }
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Objects.toString(body, "");
    }

    /** Writes maps, lists, records and scalars as compact JSON. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new NotJsonException(String.valueOf(value));
    }

    private static Object parse(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new NotJsonException(text);
        }
        throw new NotJsonException(text);
    }
}
