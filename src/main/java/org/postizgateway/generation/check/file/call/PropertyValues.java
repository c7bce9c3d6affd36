package org.postizgateway.generation.check.file.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.postizgateway.generation.check.reading.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Values of the properties of Kamelets, as far as they are known before a call: texts, which Camel
 * makes numbers and truth values of. Other types are not looked at.
 */
final class PropertyValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Placeholders, expressions, beans, and what is to be taken as it is. */
    private static final Pattern MADE_LATER = Pattern.compile("\\{\\{|\\$\\w*\\{|^#|^RAW[({]");

    /** Camel takes a length of time for a number of milliseconds. */
    private static final Pattern DURATION = Pattern.compile("(\\d+(ms|[dhms]))+");

    private static final List<String> KEYWORDS =
            List.of(
                    "type",
                    "enum",
                    "pattern",
                    "minLength",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf");

    /** The dialect in which custom resources of Kubernetes, as Kamelets are, bound numbers. */
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

    private PropertyValues() {}

    /** Whether a value or a name is only made of what is written, when it is used. */
    static boolean isMadeLater(String text) {
        return MADE_LATER.matcher(text).find();
    }

    /**
     * @param declared what the Kamelet says of a property
     */
    static void check(Node declared, String value, Consumer<String> problems) {
        String type = Yaml.get(declared, "type").flatMap(Yaml::text).orElse("");
        if (isMadeLater(value)
                || type.equals("integer") && DURATION.matcher(value).matches()
                || !List.of("string", "integer", "number", "boolean").contains(type)) {
            return;
        }
        Optional<JsonNode> json = json(type, value);
        if (json.isEmpty()) {
            problems.accept("it has to be of the type " + type);
            return;
        }
        try {
            schema(declared).validate(json.get()).stream().map(Error::getMessage).forEach(problems);
        } catch (RuntimeException e) {
            // Told of the Kamelet.
        }
    }

    /** Why what a Kamelet says of a property is no JSON Schema, if it is none. */
    static Optional<String> problem(Node declared) {
        try {
            schema(declared).validate(TextNode.valueOf(""));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Schema schema(Node declared) {
        JsonNode written = JSON.valueToTree(Yaml.value(declared));
        ObjectNode rules = JSON.createObjectNode();
        KEYWORDS.stream()
                .filter(written::has)
                .forEach(keyword -> rules.set(keyword, written.get(keyword)));
        return REGISTRY.getSchema(rules);
    }

    private static Optional<JsonNode> json(String type, String value) {
        boolean isTrue = value.equalsIgnoreCase("true");
        return switch (type) {
            case "string" -> Optional.of(TextNode.valueOf(value));
            case "boolean" ->
                    isTrue || value.equalsIgnoreCase("false")
                            ? Optional.of(BooleanNode.valueOf(isTrue))
                            : Optional.empty();
            default -> number(value).map(number -> json(type, number));
        };
    }

    private static JsonNode json(String type, BigDecimal number) {
        return type.equals("integer") && number.scale() == 0
                ? BigIntegerNode.valueOf(number.unscaledValue())
                : DecimalNode.valueOf(number);
    }

    private static Optional<BigDecimal> number(String value) {
        try {
            return Optional.of(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
