package org.postizgateway.sandbox.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postizgateway.postiz.Recordings;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox answers like the real Postiz whose exchanges lie in {@code ../shared/recordings}
 * (elsewhere: system property or environment variable {@code POSTIZ_RECORDINGS}).
 */
class RecordingsTest {

    /** Exchanges that the sandbox does not repeat, and why. */
    private static final Map<String, String> NOT_REPEATED =
            Map.of(
                    "mcp-sse-get", "the legacy SSE transport is not among the surfaces in use",
                    "mcp-sse-get-wrong-key", "the legacy SSE transport is not in use",
                    "oauth-approved-apps-2", "an endpoint of the dashboard",
                    "outage-redis-01-create", "a queue that outlives its outage",
                    "social-url-01-x", "that instance had no credentials for X");

    /**
     * What is not compared, and why.
     *
     * @param recordings pattern of their names
     * @param path pattern of the paths in their bodies
     */
    private record Exclusion(String recordings, String path, String reason) {

        boolean covers(Recording recording, String where) {
            return recording.name().matches(recordings) && where.matches(path);
        }
    }

    private static final List<Exclusion> NOT_COMPARED =
            List.of(
                    new Exclusion(".*", ".*/(description|rules)", "prose of our own"),
                    new Exclusion(
                            ".*youtube",
                            ".*/properties/tags/(\\$ref|.*/not)",
                            "an accident of the recorded schema generator"),
                    new Exclusion(
                            ".*reddit",
                            ".*/(url/pattern|url/not|flair/not|url/x-emptyStringAllowed)",
                            "an optional property that the generator describes as mandatory"),
                    new Exclusion(
                            ".*reddit",
                            ".*/properties/type/(enum|minLength)",
                            "the catalogue names the kinds that a newer Postiz insists on, safe for both"),
                    new Exclusion(
                            ".*(load-voices|videoFunctionTool-01)",
                            ".*/voices/.*",
                            "the recorded generator was a stand-in with one voice"),
                    new Exclusion(
                            ".*postsListTool-04-bad-date",
                            ".*/(message|errorMessage|clientVersion)",
                            "what the database driver says about its query"),
                    new Exclusion("social-url.*", "/url", "a network's own consent page"),
                    new Exclusion("integrations-delete.*", "/(token|internalId)", "opaque"));

    private static final List<String> COMPARED_HEADERS =
            List.of(
                    "access-control-allow-origin",
                    "allow",
                    "cache-control",
                    "content-type",
                    "logout",
                    "www-authenticate",
                    "x-ratelimit-limit");
    private static final List<String> REQUIRED_HEADERS =
            List.of("retry-after", "set-cookie", "x-ratelimit-remaining", "x-ratelimit-reset");
    private static final int AT_LEAST = 370;
    private static final String NOTHING_TO_COMPARE = "there are no recordings of Postiz in ";
    private static final Logger LOG = LoggerFactory.getLogger(RecordingsTest.class);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private static Optional<Path> folder = Optional.empty();
    private static PostizSandbox sandbox;

    @BeforeAll
    static void start() {
        Path path = Recordings.directory();
        folder = Optional.of(path).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            LOG.warn("Skipped: {}{}", NOTHING_TO_COMPARE, path);
        } else {
            sandbox = new PostizSandbox(new RecordedState(path).settings()).start();
        }
    }

    private static void assumeRecordings() {
        assumeTrue(folder.isPresent(), () -> NOTHING_TO_COMPARE + Recordings.directory());
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.stop();
        }
    }

    private static List<Recording> repeated() {
        return Recording.all(folder.orElseThrow()).stream()
                .filter(recording -> !NOT_REPEATED.containsKey(recording.name()))
                .toList();
    }

    @Test
    void nearly_all_recordings_are_repeated() {
        assumeRecordings();
        List<String> names =
                Recording.all(folder.orElseThrow()).stream().map(Recording::name).toList();

        assertThat(repeated()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(names).containsAll(NOT_REPEATED.keySet());
    }

    @TestFactory
    Stream<DynamicTest> answers_as_recorded() {
        assumeRecordings();
        return repeated().stream()
                .map(
                        recording ->
                                DynamicTest.dynamicTest(recording.name(), () -> repeat(recording)));
    }

    private static void repeat(Recording recording) throws Exception {
        new RecordedState(folder.orElseThrow()).seed(sandbox, recording);
        Map<String, String> standIns = new Scenario(sandbox, HTTP).before(recording);
        HttpRequest request = request(recording, standIns);
        if (!recording.wasAnswered()) {
            assertThatThrownBy(() -> HTTP.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            return;
        }
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            JsonNode recorded = recording.response();
            assertThat(answer.statusCode()).isEqualTo(recorded.path("status").asInt());
            compareHeaders(recorded.path("headers"), answer.headers());
            if (!recording.isStream()) {
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(
                                new Likeness(path -> isExcluded(recording, path))
                                        .differences(recorded.path("body"), asRecorded(text)))
                        .isEmpty();
            }
        }
    }

    private static boolean isExcluded(Recording recording, String path) {
        return NOT_COMPARED.stream().anyMatch(exclusion -> exclusion.covers(recording, path));
    }

    /** Recordings keep a body that is not JSON under {@code raw}. */
    private static JsonNode asRecorded(String text) {
        try {
            return JavaScriptJson.parse(text);
        } catch (JavaScriptJson.JavaScriptSyntaxError e) {
            return JavaScriptJson.object().set("raw", TextNode.valueOf(text));
        }
    }

    private static HttpRequest request(Recording recording, Map<String, String> standIns) {
        String path = replaced(recording.path(), standIns);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .timeout(Duration.ofSeconds(recording.wasAnswered() ? 20 : 1));
        recording
                .request()
                .path("headers")
                .fields()
                .forEachRemaining(
                        header ->
                                request.header(
                                        header.getKey(),
                                        replaced(header.getValue().asText(), standIns)
                                                .replace(
                                                        "boundary=...",
                                                        "boundary=" + Bodies.BOUNDARY)));
        byte[] body = Bodies.of(recording.request().path("body"));
        byte[] sent =
                standIns.isEmpty()
                        ? body
                        : replaced(new String(body, StandardCharsets.UTF_8), standIns)
                                .getBytes(StandardCharsets.UTF_8);
        return request.method(
                        recording.method(),
                        sent.length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(sent))
                .build();
    }

    private static String replaced(String text, Map<String, String> standIns) {
        String result = text;
        for (Map.Entry<String, String> standIn : standIns.entrySet()) {
            result = result.replace(standIn.getKey(), standIn.getValue());
        }
        return result;
    }

    private static void compareHeaders(JsonNode recorded, HttpHeaders answered) {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> actual = new LinkedHashMap<>();
        for (String name : COMPARED_HEADERS) {
            expected.put(name, normal(recorded.path(name).asText("none")));
            actual.put(name, normal(answered.firstValue(name).orElse("none")));
        }
        for (String name : REQUIRED_HEADERS) {
            expected.put(name, recorded.has(name) ? "present" : "absent");
            actual.put(name, answered.firstValue(name).isPresent() ? "present" : "absent");
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String normal(String header) {
        return Likeness.masked(header).replace("; ", ";").toLowerCase(Locale.ROOT);
    }
}
