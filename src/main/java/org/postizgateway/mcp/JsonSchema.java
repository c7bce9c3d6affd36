package org.postizgateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;

/**
 * A compiled JSON Schema. The dialect is the one that {@code $schema} names, 2020-12 otherwise (MCP
 * 2025-11-25, basic, JSON Schema usage).
 */
public final class JsonSchema {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Compiles a schema.
     *
     * @throws RuntimeException when it is no valid schema, names an unknown dialect or refers to
     *     another document
     */
    public static JsonSchema compile(Map<String, Object> definition) {
        JsonNode node = Json.mapper().valueToTree(definition);
        Schema schema = REGISTRY.getSchema(node);
        String dialect = schema.getSchemaContext().getDialect().getId();
        List<String> violations =
                new JsonSchema(REGISTRY.getSchema(SchemaLocation.of(dialect))).violations(node);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    "Not valid by " + dialect + ": " + String.join("; ", violations));
        }
        schema.initializeValidators();
        return new JsonSchema(schema);
    }

    /**
     * Checks a value.
     *
     * @return one sentence for each violation, beginning with the field as {@code list[0].name};
     *     empty when valid
     */
    public List<String> violations(Object value) {
        List<Error> errors = schema.validate(tree(value));
        return errors.isEmpty()
                ? List.of()
                : errors.stream()
                        .map(error -> Violation.sentence(schema.getSchemaNode(), error))
                        .distinct()
                        .toList();
    }

    /** As Jackson's {@code valueToTree}, without a buffer of tokens for what JSON is made of. */
    private static JsonNode tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((name, member) -> object.set(String.valueOf(name), tree(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(element -> array.add(tree(element)));
            return array;
        }
        if (value instanceof String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
        return value instanceof Boolean bool
                ? JsonNodeFactory.instance.booleanNode(bool)
                : Json.mapper().valueToTree(value);
    }
}
