package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as Node reads and writes it, down to the wording of its complaints. */
public final class JavaScriptJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final int SHOWN = 20;

    private JavaScriptJson() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A record, map or list as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** {@code JSON.parse}; fails with the message that Node gives. */
    public static JsonNode parse(String text) throws JavaScriptSyntaxError {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new JavaScriptSyntaxError("Unexpected end of JSON input");
            }
            return node;
        } catch (JsonEOFException | MismatchedInputException e) {
            throw new JavaScriptSyntaxError("Unexpected end of JSON input");
        } catch (JsonProcessingException e) {
            throw new JavaScriptSyntaxError(unexpectedToken(text, e));
        }
    }

    /** {@code JSON.stringify(value)}. */
    public static String stringify(JsonNode value) {
        return value.toString();
    }

    /** {@code JSON.stringify(value, null, 2)}. */
    public static String stringifyIndented(JsonNode value) {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(twoSpaces);
        printer.indentArraysWith(twoSpaces);
        try {
            return MAPPER.writer(printer).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unexpectedToken(String text, JsonProcessingException e) {
        int at =
                (int) Math.max(0, Math.min(text.length() - 1, e.getLocation().getCharOffset() - 1));
        String shown =
                text.length() <= 2 * SHOWN
                        ? '"' + text + '"'
                        : "\"" + text.substring(0, SHOWN) + "\"...";
        return "Unexpected token '" + text.charAt(at) + "', " + shown + " is not valid JSON";
    }

    /** What {@code JSON.parse} throws. */
    public static final class JavaScriptSyntaxError extends Exception {

        private static final long serialVersionUID = 1L;

        JavaScriptSyntaxError(String message) {
            super(message);
        }
    }
}
