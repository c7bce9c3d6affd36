package org.postizgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * What the networks answer to the helper methods of their channels (Discord channels, subreddits,
 * Pinterest boards …), from the classpath resource {@value #RESOURCE}.
 */
public final class ChannelHelpers {

    private static final String RESOURCE = "sandbox/channel-helpers.json";

    private final JsonNode answers;

    public ChannelHelpers() {
        try (InputStream json = getClass().getClassLoader().getResourceAsStream(RESOURCE)) {
            this.answers = JavaScriptJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The network's answer, empty when the platform has no such method. An answer that is an object
     * repeats those arguments whose names it has.
     */
    public Optional<JsonNode> call(String platform, String method, Map<String, String> arguments) {
        JsonNode answer = answers.path(platform).path(method);
        if (answer.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode copy = answer.deepCopy();
        if (copy instanceof ObjectNode object) {
            arguments.forEach(
                    (name, value) -> {
                        if (object.has(name)) {
                            object.put(name, value);
                        }
                    });
        }
        return Optional.of(copy);
    }
}
