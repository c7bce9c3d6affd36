package org.postizgateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document that describes every request under {@code /ops}. */
@RestController
public class OpenApiController {

    private final String yaml;
    private final Map<String, Object> json;

    public OpenApiController() throws IOException {
        try (InputStream document =
                new ClassPathResource("console/openapi.yaml").getInputStream()) {
            yaml = new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
        json = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @GetMapping(path = "/ops/openapi.yaml", produces = "application/yaml")
    String yaml() {
        return yaml;
    }

    @GetMapping("/ops/openapi.json")
    Map<String, Object> json() {
        return json;
    }
}
