package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.v1.Kamelet;
import org.apache.camel.v1.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is applied to a cluster with Camel K. {@code -Dcamel-k.write=true} writes the Kamelets anew.
 */
class CamelKTest {

    private static final Path CAMEL_K = Manifests.DEPLOY.resolve("camel-k");
    private static final Path KAMELETS = CAMEL_K.resolve("kamelets.yaml");
    private static final String HEADER =
            "# All of kamelets/, written by CamelKTest (-Dcamel-k.write=true). Edit those.\n";
    private static final Pattern CALLED = Pattern.compile("kamelet:([a-z]+(?:-[a-z]+)+)");
    private static final String LIST = "trait.camel.apache.org/kamelets.list";

    private static List<Path> files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    static List<Path> pipes() throws IOException {
        return files(CAMEL_K.resolve("pipes"), ".yaml");
    }

    /** By name, those that are applied. */
    private static Map<String, JsonNode> kamelets() throws IOException {
        Map<String, JsonNode> kamelets = new TreeMap<>();
        List<Path> sources = new ArrayList<>(files(CAMEL_K, ".kamelet.yaml"));
        sources.add(KAMELETS);
        for (Path source : sources) {
            try (var documents =
                    Manifests.YAML.readerFor(JsonNode.class).readValues(source.toFile())) {
                while (documents.hasNext()) {
                    JsonNode kamelet = (JsonNode) documents.next();
                    kamelets.put(kamelet.at("/metadata/name").asText(), kamelet);
                }
            }
        }
        return kamelets;
    }

    @Test
    void the_kamelets_are_those_of_the_gateway() throws IOException {
        StringBuilder all = new StringBuilder(HEADER);
        for (Path kamelet : files(Path.of("kamelets"), ".kamelet.yaml")) {
            all.append("---\n").append(Files.readString(kamelet));
        }
        if (Boolean.getBoolean("camel-k.write")) {
            Files.writeString(KAMELETS, all);
        }

        assertThat(KAMELETS).content().isEqualTo(all.toString());
    }

    @Test
    void camel_k_knows_every_field_of_the_kamelets() throws IOException {
        Map<String, JsonNode> kamelets = kamelets();

        assertThat(kamelets).hasSizeGreaterThan(20);
        for (JsonNode kamelet : kamelets.values()) {
            ObjectNode known = kamelet.deepCopy();
            // Whatever routes are made of
            assertThat(((ObjectNode) known.path("spec")).remove("template")).isNotNull();
            assertThat(Manifests.YAML.treeToValue(known, Kamelet.class).getSpec().getDefinition())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void camel_k_knows_every_field_of_a_pipe(Path pipe) throws IOException {
        JsonNode tree = Manifests.YAML.readTree(pipe.toFile());
        // Whatever a Kamelet takes, and an error handler
        tree.findParents("properties").forEach(step -> ((ObjectNode) step).remove("properties"));
        ((ObjectNode) tree.path("spec")).remove("errorHandler");
        Pipe known = Manifests.YAML.treeToValue(tree, Pipe.class);

        assertThat(pipe.getFileName()).hasToString(known.getMetadata().getName() + ".yaml");
    }

    /** The operator looks for those that a Pipe names, and not for those that these call. */
    @ParameterizedTest
    @MethodSource("pipes")
    void a_pipe_brings_along_the_kamelets_that_it_needs(Path file) throws IOException {
        JsonNode pipe = Manifests.YAML.readTree(file.toFile());
        Map<String, JsonNode> kamelets = kamelets();
        Set<String> needed = new TreeSet<>();
        pipe.findParents("ref")
                .forEach(step -> need(step.at("/ref/name").asText(), kamelets, needed));

        assertThat(pipe.at("/metadata/annotations").path(LIST).asText().split(","))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    private static void need(String name, Map<String, JsonNode> kamelets, Set<String> needed) {
        assertThat(kamelets).containsKey(name);
        if (needed.add(name)) {
            CALLED.matcher(kamelets.get(name).at("/spec/template").toString())
                    .results()
                    .map(call -> call.group(1))
                    .forEach(called -> need(called, kamelets, needed));
        }
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void a_pipe_sets_the_properties_that_its_kamelets_have(Path file) throws IOException {
        JsonNode pipe = Manifests.YAML.readTree(file.toFile());
        for (JsonNode step : pipe.findParents("ref")) {
            JsonNode definition =
                    kamelets().get(step.at("/ref/name").asText()).at("/spec/definition");

            assertThat(names(step.path("properties")))
                    .isSubsetOf(names(definition.path("properties")))
                    .containsAll(
                            Manifests.YAML.convertValue(definition.path("required"), List.class));
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
