package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.v1.Integration;
import org.junit.jupiter.api.Test;

/**
 * The manifests hold against the types of Kubernetes and of Camel K, which refuse a field they do
 * not know.
 */
class ManifestTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void the_integration_is_one_that_camel_k_knows() throws IOException {
        var spec = read("camel-k/integration.yaml", Integration.class).getSpec();

        var container = spec.getTraits().getContainer();
        assertThat(container.getImage()).isEqualTo(deployed().getImage());
        assertThat(spec.getTemplate().getSpec().getContainers())
                .as("the trait adds to the container of the template that has its name")
                .singleElement()
                .satisfies(
                        template -> assertThat(template.getName()).isEqualTo(container.getName()));
        assertThat(spec.getTraits().getEnvironment().getVars())
                .allSatisfy(
                        variable -> assertThat(documented()).contains(variable.split("=", 2)[0]));
        assertThat(spec.getReplicas()).isGreaterThan(1);
    }

    @Test
    void the_deployment_sets_only_what_is_documented() throws IOException {
        assertThat(deployed().getEnv())
                .extracting(EnvVar::getName)
                .isNotEmpty()
                .isSubsetOf(documented());
    }

    @Test
    void the_doors_and_the_operators_port_are_told_apart() throws IOException {
        var policy = read("kubernetes/network-policy.yaml", NetworkPolicy.class).getSpec();

        assertThat(policy.getIngress())
                .filteredOn(rule -> rule.getFrom().isEmpty())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("http");
    }

    /** A cluster that demands it cannot look up names; ids below 1000 are the system's. */
    @Test
    void the_image_runs_as_a_number_that_is_not_root_and_no_id_of_the_system() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(dockerfile)
                .containsPattern("(?m)^USER [1-9]\\d{3,}$")
                .doesNotContain("--system");
    }

    private static Container deployed() throws IOException {
        return read("kubernetes/deployment.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static <T> T read(String file, Class<T> type) throws IOException {
        return YAML.readValue(DEPLOY.resolve(file).toFile(), type);
    }

    private static Set<String> documented() throws IOException {
        try (Stream<MatchResult> names =
                Pattern.compile("^\\| `([A-Z][A-Z0-9_]+)` \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(Path.of("docs/settings.md")))
                        .results()) {
            return names.map(name -> name.group(1)).collect(Collectors.toSet());
        }
    }
}
