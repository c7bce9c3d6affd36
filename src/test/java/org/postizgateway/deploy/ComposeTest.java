package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postizgateway.config.setting.SecretFiles;

/** The containers of deploy/compose fit together, and the settings of the gateway. */
class ComposeTest {

    private static final Path COMPOSE = Manifests.DEPLOY.resolve("compose");

    private static JsonNode read(String file) throws IOException {
        return Manifests.YAML.readTree(COMPOSE.resolve(file).toFile());
    }

    private static JsonNode services() throws IOException {
        return read("compose.yaml").path("services");
    }

    /** Files of this repository by where a container has them. */
    private static Map<String, Path> mounts(JsonNode service) {
        Map<String, Path> mounts = new HashMap<>();
        for (JsonNode volume : service.path("volumes")) {
            String[] parts = volume.asText().split(":");
            if (parts[0].startsWith(".")) {
                mounts.put(parts[1], COMPOSE.resolve(parts[0]));
            }
        }
        return mounts;
    }

    @Test
    void the_gateway_is_the_image_and_gets_settings_that_there_are() throws IOException {
        JsonNode gateway = services().path("gateway");
        Set<String> variables = new TreeSet<>();
        gateway.path("environment").fieldNames().forEachRemaining(variables::add);

        assertThat(gateway.path("image").asText()).isEqualTo(Manifests.image());
        assertThat(COMPOSE.resolve(gateway.path("build").asText()).resolve("Dockerfile")).exists();
        assertThat(variables)
                .allSatisfy(
                        variable ->
                                assertThat(variable.replaceFirst("_FILE$", ""))
                                        .isIn(
                                                variable.endsWith("_FILE")
                                                        ? SecretFiles.SECRETS
                                                        : Manifests.documentedVariables()));
        assertThat(gateway.path("read_only").asBoolean()).isTrue();
    }

    @Test
    void every_secret_and_file_that_is_named_is_there() throws IOException {
        JsonNode secrets = read("compose.yaml").path("secrets");
        for (JsonNode service : services()) {
            for (JsonNode secret : service.path("secrets")) {
                assertThat(secrets.has(secret.asText())).as(secret.asText()).isTrue();
            }
            for (JsonNode value : service.path("environment")) {
                if (value.asText().startsWith("/run/secrets/")) {
                    assertThat(service.path("secrets"))
                            .extracting(JsonNode::asText)
                            .contains(value.asText().replaceFirst("/run/secrets/", ""));
                }
            }
            assertThat(mounts(service).values())
                    .allSatisfy(file -> assertThat(file).isRegularFile());
        }
        String readme = Files.readString(COMPOSE.resolve("README.md"));
        assertThat(secrets)
                .allSatisfy(s -> assertThat(readme).contains(s.at("/environment").asText()));
    }

    @Test
    void nothing_is_open_beyond_this_machine() throws IOException {
        for (JsonNode service : services()) {
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void prometheus_and_grafana_find_what_they_show() throws IOException {
        JsonNode prometheus = read("prometheus.yaml");
        JsonNode scrape = prometheus.at("/scrape_configs/0");
        JsonNode service = services().path("prometheus");

        assertThat(mounts(service)).containsKey(prometheus.at("/rule_files/0").asText());
        assertThat(scrape.at("/static_configs/0/targets/0").asText()).isEqualTo("gateway:8081");
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(scrape.at("/authorization/credentials_file").asText())
                .isEqualTo("/run/secrets/" + service.at("/secrets/0").asText());
        assertThat(read("grafana/datasource.yaml").at("/datasources/0/url").asText())
                .isEqualTo("http://prometheus:9090");
        String dashboards =
                read("grafana/dashboards.yaml").at("/providers/0/options/path").asText();
        assertThat(mounts(services().path("grafana")))
                .anySatisfy(
                        (place, file) -> {
                            assertThat(place).startsWith(dashboards + "/");
                            assertThat(file.normalize())
                                    .isEqualTo(
                                            Manifests.DEPLOY.resolve("prometheus/dashboard.json"));
                        });
    }
}
