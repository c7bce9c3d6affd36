package org.postizgateway.postiz.failure;

import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The structured content with which a tool reports a failure, as its output schema provides for it:
 * a field {@code error} of its own, else {@code errors} in the field {@code output}, which are the
 * two forms that Postiz's own tools have.
 */
final class FailureForm {

    /** Exchange property with the JSON Schema (Map) of the result that the tool declares. */
    private static final String OUTPUT_SCHEMA = "CamelMcpOutputSchema";

    private FailureForm() {}

    /**
     * @return a Map, or the sentence itself where the tool declares neither form, because anything
     *     else would not fit its schema
     */
    static Object of(Exchange exchange, String sentence) {
        Map<?, ?> fields = fields(exchange);
        if (fields.containsKey("error")) {
            return Map.of("error", sentence);
        }
        if (fields.containsKey("output")) {
            return Map.of("output", Map.of("errors", sentence));
        }
        return sentence;
    }

    private static Map<?, ?> fields(Exchange exchange) {
        return exchange.getProperty(OUTPUT_SCHEMA) instanceof Map<?, ?> schema
                        && schema.get("properties") instanceof Map<?, ?> properties
                ? properties
                : Map.of();
    }
}
