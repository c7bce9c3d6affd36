package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/**
 * What catalogues are told is what the product is. {@code -Dcatalogue.write=true} writes the lists
 * of tools anew.
 */
class CatalogueTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CATALOGUES = Manifests.DEPLOY.resolve("catalogues");
    private static final Path SERVER = CATALOGUES.resolve("mcp-registry/server.json");
    private static final Path BUNDLE = CATALOGUES.resolve("mcpb/manifest.json");
    private static final Path DOCKER_TOOLS = CATALOGUES.resolve("docker/tools.json");

    @Test
    void the_tools_are_those_that_the_product_lists() throws Exception {
        ArrayNode described = JSON.createArrayNode();
        ArrayNode named = JSON.createArrayNode();
        for (JsonNode tool : listed()) {
            described.add(described(tool));
            named.addObject()
                    .put("name", tool.path("name").asText())
                    .put("description", tool.path("title").asText());
        }
        if (Boolean.getBoolean("catalogue.write")) {
            write(DOCKER_TOOLS, described);
            write(BUNDLE, ((ObjectNode) read(BUNDLE)).set("tools", named));
        }

        assertThat(read(DOCKER_TOOLS)).hasSizeGreaterThan(10).isEqualTo(described);
        assertThat(read(BUNDLE).path("tools")).isEqualTo(named);
    }

    @Test
    void the_registry_takes_the_entry() throws IOException {
        String schema =
                Files.readString(Path.of("src/test/resources/catalogues/server.schema.json"));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

        assertThat(
                        registry.getSchema(schema, InputFormat.JSON)
                                .validate(Files.readString(SERVER), InputFormat.JSON))
                .isEmpty();
        assertThat(
                        registry.getSchema(schema, InputFormat.JSON)
                                .validate("{\"name\": \"no slash\"}", InputFormat.JSON))
                .isNotEmpty();
        assertThat(read(SERVER).path("$schema").asText())
                .isEqualTo(JSON.readTree(schema).path("$id").asText());
    }

    /** Of an image the registry takes no version beside its tag, and asks for the label. */
    @Test
    void the_entry_is_about_this_image_and_version() throws IOException {
        JsonNode server = read(SERVER);
        JsonNode image = server.at("/packages/0");

        assertThat(image.has("version")).isFalse();
        assertThat(image.path("identifier").asText())
                .endsWith("/" + Manifests.image().replaceFirst(".*/", ""))
                .endsWith(":" + version());
        assertThat(server.path("version").asText()).isEqualTo(version());
        assertThat(read(BUNDLE).path("version").asText()).isEqualTo(version());
        assertThat(Files.readString(Path.of("Dockerfile")))
                .contains(
                        "LABEL io.modelcontextprotocol.server.name=\""
                                + server.path("name").asText()
                                + "\"");
        String settings = Files.readString(Path.of("docs/settings.md"));
        assertThat(image.path("environmentVariables"))
                .isNotEmpty()
                .allSatisfy(
                        variable ->
                                assertThat(settings)
                                        .containsPattern(
                                                "\\| `%s` \\| `[^`]+` \\| `%s` \\|"
                                                        .formatted(
                                                                variable.path("name").asText(),
                                                                variable.path("default")
                                                                        .asText())));
    }

    @Test
    void every_placeholder_is_asked_for() throws IOException {
        JsonNode server = read(SERVER);
        for (String transport : List.of("/packages/0/transport", "/remotes/0", "/remotes/1")) {
            assertThat(names("\\{(\\w+)}", server.at(transport + "/url").asText()))
                    .isEqualTo(Set.copyOf(fields(server.at(transport + "/variables"))));
            for (JsonNode header : server.at(transport + "/headers")) {
                assertThat(names("\\{(\\w+)}", header.path("value").asText()))
                        .isEqualTo(Set.copyOf(fields(header.path("variables"))));
            }
        }
        JsonNode bundle = read(BUNDLE);
        assertThat(names("user_config\\.(\\w+)", bundle.path("server").toString()))
                .isEqualTo(Set.copyOf(fields(bundle.path("user_config"))));
        JsonNode docker =
                Manifests.YAML.readTree(CATALOGUES.resolve("docker/server.yaml").toFile());
        String name = docker.path("name").asText();
        assertThat(names("\\{\\{" + name + "\\.(\\w+)}}", docker.path("remote").toString()))
                .isEqualTo(Set.copyOf(fields(docker.at("/config/parameters/properties"))));
        assertThat(names("\\$\\{(\\w+)}", docker.path("remote").toString()))
                .isEqualTo(Set.copyOf(docker.at("/config/secrets").findValuesAsText("env")));
    }

    /** With the toolsets that it serves when nothing else is said. */
    private static JsonNode listed() throws IOException {
        String toolsets = "";
        for (JsonNode variable : read(SERVER).at("/packages/0/environmentVariables")) {
            if (variable.path("name").asText().equals("GATEWAY_TOOLSETS")) {
                toolsets = variable.path("default").asText();
            }
        }
        try (PostizSandbox postiz = new PostizSandbox(SandboxSettings.forTests()).start();
                Product product = Product.before(postiz, Map.of("gateway.toolsets", toolsets))) {
            return product.caller("sandbox-key")
                    .request("tools/list", Map.of())
                    .join()
                    .result()
                    .path("tools");
        }
    }

    /** A tool as Docker's catalogue has it. */
    private static ObjectNode described(JsonNode tool) {
        ObjectNode described =
                JSON.createObjectNode()
                        .put("name", tool.path("name").asText())
                        .put("description", tool.path("description").asText());
        ArrayNode arguments = described.putArray("arguments");
        JsonNode schema = tool.path("inputSchema");
        Set<String> required =
                StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = property.getValue();
            ObjectNode argument =
                    arguments
                            .addObject()
                            .put("name", property.getKey())
                            .put("type", value.path("type").asText("object"))
                            .put("desc", value.path("description").asText());
            if (value.at("/items/type").isTextual()) {
                argument.putObject("items").put("type", value.at("/items/type").asText());
            }
            if (!required.contains(property.getKey())) {
                argument.put("optional", true);
            }
        }
        return described;
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String version() throws IOException {
        Matcher version =
                Pattern.compile("<artifactId>postiz-mcp-gateway</artifactId>\\s*<version>([^<-]+)")
                        .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private static void write(Path file, JsonNode content) throws IOException {
        DefaultPrettyPrinter lines =
                new DefaultPrettyPrinter()
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        Files.writeString(file, JSON.writer(lines).writeValueAsString(content) + "\n");
    }
}
