package org.postizgateway.postiz;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.postiz.json.JsonBody;

/**
 * Exchanges with a real Postiz, read from {@code ../shared/recordings} or from where the
 * environment variable or system property {@code POSTIZ_RECORDINGS} says. They are no part of the
 * project.
 */
public final class Recordings {

    private Recordings() {}

    /**
     * Single exchanges whose file name starts like this; skips the test when there are none at all.
     */
    public static Stream<Map<String, Object>> named(String prefix) {
        Path directory = directory();
        assumeTrue(Files.isDirectory(directory), "no recordings of Postiz in " + directory);
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(prefix + ".*\\.json"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(Recordings::read)
                    .filter(recording -> recording.get("response") instanceof Map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Object> request(Map<String, Object> recording) {
        return JsonBody.readObject(recording.get("request"));
    }

    public static Map<String, Object> response(Map<String, Object> recording) {
        return JsonBody.readObject(recording.get("response"));
    }

    /** Body as text, as it went over the wire. */
    public static String body(Map<String, Object> message) {
        Object body = message.get("body");
        if (body instanceof Map<?, ?> map && map.keySet().equals(Set.of("raw"))) {
            return (String) map.get("raw");
        }
        return body == null ? "" : JsonBody.write(body);
    }

    /** Where the recordings are, or would be. */
    public static Path directory() {
        String environment = System.getenv("POSTIZ_RECORDINGS");
        String fallback = environment == null ? "../shared/recordings" : environment;
        return Path.of(System.getProperty("POSTIZ_RECORDINGS", fallback));
    }

    private static Map<String, Object> read(Path file) {
        try {
            return JsonBody.readObject(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
