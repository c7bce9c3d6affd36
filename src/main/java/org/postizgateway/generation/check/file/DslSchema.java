package org.postizgateway.generation.check.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Routes are what Camel's own schema of its YAML DSL describes, which knows every step and every
 * option of one. The jar's copies were checked when it was built; the schema is read when there is
 * a file to check.
 */
final class DslSchema implements Rule {

    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final List<String> SCALARS = List.of("string", "boolean", "number", "integer");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Resources of Kubernetes that Camel takes among routes; of others it makes nothing. A Kamelet
     * that lies there is told as a file that nothing reads.
     */
    private static final Set<String> RESOURCES = Set.of("Pipe", "KameletBinding", "Kamelet");

    private Schema schema;

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        for (YamlFile yaml : reading.routeFiles()) {
            if (yaml.file().isOverride()) {
                yaml.documents().forEach(root -> check(yaml.file(), root, problems));
            }
        }
        for (Kamelet kamelet : reading.kamelets()) {
            if (kamelet.file().isOverride()) {
                kamelet.template()
                        .ifPresent(template -> checkTemplate(kamelet, template, problems));
            }
        }
    }

    private void check(SetFile file, Node root, Consumer<Problem> problems) {
        Optional<Node> kind = Yaml.get(root, "kind");
        if (kind.isEmpty()) {
            report(file, root, 0, schema().validate(JSON.valueToTree(Yaml.value(root))), problems);
        } else if (!RESOURCES.contains(Yaml.text(kind.get()).orElse(""))) {
            problems.accept(
                    Problem.at(
                            file,
                            Yaml.line(kind.get()),
                            "Of resources of Kubernetes, Camel makes routes here of a Pipe alone. Write the routes themselves, as a list: those of an Integration are below spec.flows."));
        }
    }

    /** What a Kamelet is made of is a route template without a head. */
    private void checkTemplate(Kamelet kamelet, Node template, Consumer<Problem> problems) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (Yaml.value(template) instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> body.put(String.valueOf(key), value));
        }
        body.put("id", kamelet.name());
        JsonNode wrapped = JSON.valueToTree(List.of(Map.of("routeTemplate", body)));
        report(kamelet.file(), template, 2, schema().validate(wrapped), problems);
    }

    /**
     * @param root where the instance begins that was validated
     * @param above steps of a location that lead to it
     */
    private static void report(
            SetFile file, Node root, int above, List<Error> errors, Consumer<Problem> problems) {
        Map<NodePath, DslViolation> worst = new LinkedHashMap<>();
        errors.stream()
                .filter(DslViolation::isOne)
                .map(DslViolation::new)
                .forEach(
                        violation ->
                                worst.merge(
                                        violation.location(), violation, DslViolation::clearer));
        worst.values()
                .forEach(
                        violation ->
                                problems.accept(
                                        Problem.at(
                                                file,
                                                Yaml.line(violation.node(root, above)),
                                                violation.sentence())));
    }

    private synchronized Schema schema() {
        if (schema == null) {
            try (InputStream text = DslSchema.class.getResourceAsStream(SCHEMA)) {
                JsonNode rules = JSON.readTree(text);
                allowScalars(rules);
                schema =
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(rules);
            } catch (IOException e) {
                throw new UncheckedIOException("Camel's schema of its YAML DSL", e);
            }
        }
        return schema;
    }

    /** Camel makes of every scalar what it is meant to be, and of placeholders too. */
    private static void allowScalars(JsonNode rules) {
        JsonNode type = rules.path("type");
        if (rules instanceof ObjectNode object && SCALARS.contains(type.asText())) {
            object.set("type", JSON.valueToTree(SCALARS));
        }
        rules.forEach(DslSchema::allowScalars);
    }
}
