package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the jar is made of, as its bill of materials (CycloneDX) says. */
class BillOfMaterialsTest {

    /** Licences that let the jar be passed on, as SPDX ids and as their projects write them. */
    private static final Set<String> ALLOWED =
            Set.of(
                    "0BSD",
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "FreeBSD",
                    "CC0-1.0",
                    "EPL-1.0",
                    "EPL 1.0",
                    "EPL-2.0",
                    "MPL-2.0");

    @Test
    void everyPartHasALicenceThatLetsItBePassedOn() throws IOException {
        for (JsonNode component : BillOfMaterials.components()) {
            assertThat(licences(component))
                    .as("licences of %s", component.path("purl").asText())
                    .anyMatch(ALLOWED::contains);
        }
    }

    @Test
    void whatTheGatewayIsMadeOfIsListed() throws IOException {
        assertThat(BillOfMaterials.components())
                .extracting(component -> component.path("name").asText())
                .contains("camel-core-model", "mcp-core", "h2", "postgresql", "jsoup");
    }

    @Test
    void noPartIsThereForTheTestsOnly() throws IOException {
        assertThat(BillOfMaterials.components())
                .extracting(component -> component.path("name").asText())
                .doesNotContain("junit-jupiter", "archunit", "wiremock-standalone", "jqwik");
    }

    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(
                        choice ->
                                choice.path("license")
                                        .path("id")
                                        .asText(choice.path("license").path("name").asText()))
                .toList();
    }
}
