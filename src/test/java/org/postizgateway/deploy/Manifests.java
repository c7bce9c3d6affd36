package org.postizgateway.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads manifests as a cluster that validates strictly: a field that a type lacks is an error. */
final class Manifests {

    static final Path DEPLOY = Path.of("deploy");

    static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(new NothingUnknown());

    private Manifests() {}

    /** The generated types would keep what they do not know. */
    private static final class NothingUnknown extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    static <T> T read(String file, Class<T> type) throws IOException {
        return YAML.readValue(DEPLOY.resolve(file).toFile(), type);
    }

    /** The image that the manifests take. */
    static String image() throws IOException {
        return read("kubernetes/base/deployment.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    /** The variables of {@code docs/settings.md}. */
    static Set<String> documentedVariables() throws IOException {
        try (Stream<MatchResult> names =
                Pattern.compile("^\\| `([A-Z][A-Z0-9_]+)` \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(Path.of("docs/settings.md")))
                        .results()) {
            return names.map(name -> name.group(1)).collect(Collectors.toSet());
        }
    }
}
