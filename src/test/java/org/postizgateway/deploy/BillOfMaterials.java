package org.postizgateway.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/** The bill of materials (CycloneDX) that the build puts into the jar. */
final class BillOfMaterials {

    private BillOfMaterials() {}

    /** The parts of the jar; the test is skipped where there is none. */
    static List<JsonNode> components() throws IOException {
        try (InputStream bill =
                BillOfMaterials.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assumeTrue(bill != null, "Maven writes the bill of materials; this run is not Maven's");
            JsonNode components = new ObjectMapper().readTree(bill).path("components");
            return StreamSupport.stream(components.spliterator(), false).toList();
        }
    }
}
