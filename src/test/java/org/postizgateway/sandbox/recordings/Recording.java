package org.postizgateway.sandbox.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** An exchange with a real Postiz: what was asked and what came back. */
record Recording(String name, JsonNode request, JsonNode response) {

    /** All exchanges of a folder, by name. */
    static List<Recording> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Recording::read)
                    .filter(recording -> recording.request().isObject())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording read(Path folder, String name) {
        return read(folder.resolve(name + ".json"));
    }

    private static Recording read(Path file) {
        try {
            JsonNode json = JavaScriptJson.mapper().readTree(file.toFile());
            return new Recording(
                    json.path("name").asText(), json.path("request"), json.path("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String method() {
        return request.path("method").asText();
    }

    String path() {
        return request.path("path").asText();
    }

    boolean wasAnswered() {
        return response.path("status").isNumber();
    }

    /** Whether the answer was a stream that nobody waited for. */
    boolean isStream() {
        return response.path("body").path("raw").asText().startsWith("<stream stays open");
    }
}
