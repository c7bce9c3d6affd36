package org.postizgateway.generation.check.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * What lies in {@code schemas/} as JSON is a JSON Schema, of the dialect that {@code $schema}
 * names, 2020-12 otherwise.
 */
final class SchemaFiles implements Rule {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        reading.set().files().stream()
                .filter(file -> file.path().startsWith(ConfigurationSet.SCHEMAS))
                .filter(file -> file.path().endsWith(".json"))
                .forEach(file -> check(file, problems));
    }

    private static void check(SetFile file, Consumer<Problem> problems) {
        try {
            JsonNode node = JSON.readTree(file.content());
            if (!node.isObject()) {
                problems.accept(Problem.of(file, "This is no JSON Schema: it is no object."));
                return;
            }
            String dialect = REGISTRY.getSchema(node).getSchemaContext().getDialect().getId();
            Schema rules = REGISTRY.getSchema(SchemaLocation.of(dialect));
            rules.validate(node)
                    .forEach(
                            error ->
                                    problems.accept(
                                            Problem.of(
                                                    file,
                                                    "This is no JSON Schema of %s: %s %s."
                                                            .formatted(
                                                                    dialect,
                                                                    error.getInstanceLocation(),
                                                                    error.getMessage()))));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.accept(
                    Problem.at(file, line, "This is no JSON: " + e.getOriginalMessage() + "."));
        } catch (IOException | RuntimeException e) {
            problems.accept(Problem.of(file, "This is no JSON Schema: " + e.getMessage()));
        }
    }
}
