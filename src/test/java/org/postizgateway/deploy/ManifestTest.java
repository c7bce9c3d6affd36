package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.v1.Integration;
import org.junit.jupiter.api.Test;

/** The manifests that are applied as they are, and the image. */
class ManifestTest {

    @Test
    void the_integration_is_one_that_camel_k_knows() throws IOException {
        var spec = Manifests.read("camel-k/integration.yaml", Integration.class).getSpec();
        var deployed =
                Manifests.read("kubernetes/base/deployment.yaml", Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0);

        var container = spec.getTraits().getContainer();
        assertThat(container.getImage()).isEqualTo(deployed.getImage());
        assertThat(spec.getTemplate().getSpec().getContainers())
                .as("the trait adds to the container of the template that has its name")
                .singleElement()
                .satisfies(
                        template -> assertThat(template.getName()).isEqualTo(container.getName()));
        assertThat(spec.getTraits().getEnvironment().getVars())
                .extracting(variable -> variable.split("=", 2)[0].replaceFirst("_FILE$", ""))
                .isNotEmpty()
                .isSubsetOf(Manifests.documentedVariables());
        assertThat(spec.getReplicas()).isGreaterThan(1);
    }

    @Test
    void a_field_that_a_type_lacks_is_refused() {
        assertThatThrownBy(
                        () ->
                                Manifests.YAML.readValue(
                                        "spec: {template: {spec: {fsGroups: 1}}}",
                                        Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    /** A cluster that demands it cannot look up names; ids below 1000 are the system's. */
    @Test
    void the_image_runs_as_a_number_that_is_not_root_and_no_id_of_the_system() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(dockerfile)
                .containsPattern("(?m)^USER [1-9]\\d{3,}$")
                .doesNotContain("--system");
    }
}
