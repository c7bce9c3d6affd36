package org.postizgateway.sandbox.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** The configured video generators, described in the classpath resource {@value #RESOURCE}. */
public final class VideoCatalog {

    private static final String RESOURCE = "sandbox/video-generators.json";

    private final Conditions conditions;
    private final JsonNode catalog;

    public VideoCatalog(Conditions conditions) {
        this.conditions = conditions;
        try (InputStream json = getClass().getClassLoader().getResourceAsStream(RESOURCE)) {
            this.catalog = JavaScriptJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<String> generators() {
        return conditions.getVideoGenerators();
    }

    /** {@code {video: [{type, output, tools, customParams}]}}. */
    public ObjectNode options() {
        ObjectNode options = JavaScriptJson.object();
        ArrayNode list = options.putArray("video");
        catalog.path("video")
                .forEach(
                        generator -> {
                            if (generators().contains(generator.path("type").asText())) {
                                list.add(generator);
                            }
                        });
        return options;
    }

    /** What a helper function of a generator answers, empty when there is none. */
    public Optional<JsonNode> call(String identifier, String function) {
        return Optional.of(catalog.path("functions").path(identifier).path(function))
                .filter(answer -> generators().contains(identifier))
                .filter(JsonNode::isObject);
    }
}
