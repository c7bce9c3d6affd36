package org.postizgateway.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The JSON of the wire: strict in what is read (no duplicate keys, bounded nesting, nothing behind
 * the document), since what two parsers read differently can be used to slip past one of them.
 */
public final class Json {

    /** Deepest nesting of objects and arrays that is read. */
    public static final int MAX_NESTING = 64;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** So Jackson writes half of a pair into bytes, which strict readers refuse. */
    private static final String ESCAPED_SURROGATE = "\\uD";

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                            JsonFactory.builder()
                                    // By thread, as Jackson does, a virtual one would have no use
                                    // of it
                                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_NESTING)
                                                    .build())
                                    // Else an emoji in a text would reach a model as two escapes
                                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                                    .build())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException when the text is no JSON object; the message says where
     */
    public static Map<String, Object> object(String text) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Writes a value that is made of maps, lists, strings, numbers and booleans.
     *
     * @throws IllegalArgumentException when it holds anything else that is no JSON
     */
    public static String write(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /**
     * Writes a value as {@link #write} does, in UTF-8. A question mark stands for half of a
     * surrogate pair, which UTF-8 has no bytes for.
     *
     * @throws IllegalArgumentException when it holds anything else that is no JSON
     */
    public static byte[] bytes(Object value) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(value);
            return new String(bytes, StandardCharsets.ISO_8859_1).contains(ESCAPED_SURROGATE)
                    ? MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)
                    : bytes;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Not representable as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
