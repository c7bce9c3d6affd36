package org.postizgateway.generation.check.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/** Values of the properties of Kamelets, as far as they are known before a call. */
final class PropertyValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whatever stands in a URI is a text, also a number. */
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .typeLoose(true)
                                            .locale(Locale.ROOT)
                                            .build()));

    private PropertyValues() {}

    /** Whether a value or a name is only made of what is written, when it is used. */
    static boolean isMadeLater(String text) {
        return text.contains("{{")
                || text.contains("${")
                || text.startsWith("#")
                || text.startsWith("RAW");
    }

    /**
     * @param schema what the Kamelet declares of a property
     */
    static void check(Node schema, String value, Consumer<String> problems) {
        if (isMadeLater(value)) {
            return;
        }
        JsonNode rules = JSON.valueToTree(Yaml.value(schema));
        REGISTRY.getSchema(rules)
                .validate(JSON.valueToTree(value))
                .forEach(error -> problems.accept(error.getMessage()));
    }
}
