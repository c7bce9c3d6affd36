package org.postizgateway.config.command.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.postizgateway.security.credential.HttpPostizConnection;
import org.postizgateway.security.credential.PostizConnection;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizUnavailableException;

/**
 * Whether Postiz answers as Postiz does, which one it is, and what time it has: by requests without
 * a side effect that no rate limit counts (contract of the newer one, section 0).
 */
final class PostizProbes {

    private static final String POSTIZ = "postiz";
    private static final String VERSION = "postiz version";
    private static final String KEY = "postiz key";
    private static final String CLOCK = "clock";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The header has whole seconds, and the answer took its time. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(10);

    private final HttpClient http;
    private final String instance;
    private final String url;
    private final String apiKey;
    private final PostizConnection connection;

    /**
     * @param instance name of the instance of Postiz; empty for the default one
     * @param url of the backend
     * @param apiKey empty when there is none
     * @param tls what is trusted to be Postiz, and shown to it; empty for what Java trusts
     */
    PostizProbes(String instance, String url, String apiKey, Optional<SSLContext> tls) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        tls.ifPresent(client::sslContext);
        this.http = client.build();
        this.instance = instance;
        this.url = url.replaceAll("/+$", "");
        this.apiKey = apiKey;
        this.connection =
                new HttpPostizConnection(
                        new PostizHttp(PATIENCE, PATIENCE, tls),
                        new PostizInstance(instance, URI.create(this.url)));
    }

    /** The checks of an instance are named after it. */
    List<Finding> findings() {
        return instance.isEmpty()
                ? found()
                : found().stream()
                        .map(
                                found ->
                                        new Finding(
                                                found.check() + " (" + instance + ")",
                                                found.status(),
                                                found.says()))
                        .toList();
    }

    private List<Finding> found() {
        List<Finding> findings = new ArrayList<>();
        try {
            HttpResponse<String> answer = get("/public/v1/is-connected", "");
            // As the health of the gateway is found.
            connection.check("");
            findings.add(Finding.ok(POSTIZ, url + " answers as Postiz does"));
            findings.add(clock(answer.headers().firstValue("Date").orElse("")));
            findings.add(version());
            if (!apiKey.isBlank()) {
                findings.add(key());
            }
        } catch (PostizUnavailableException e) {
            findings.add(Finding.wrong(POSTIZ, url + ": " + e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(
                    Finding.wrong(
                            POSTIZ,
                            "%s cannot be reached: %s"
                                    .formatted(url, e.getClass().getSimpleName())));
        }
        return findings;
    }

    private Finding version() throws IOException {
        int doors = get("/.well-known/oauth-protected-resource/mcp-oauth-dynamic", "").statusCode();
        String which =
                doors == 200
                        ? "the newer one: it has the OAuth doors of November 2026"
                        : "the older one, or a proxy hides its OAuth documents (%d)"
                                .formatted(doors);
        return Finding.ok(VERSION, which);
    }

    private Finding key() throws IOException {
        int connected = get("/public/v1/is-connected", apiKey).statusCode();
        if (connected != 200) {
            return Finding.wrong(KEY, "Postiz refuses POSTIZ_API_KEY (%d)".formatted(connected));
        }
        boolean account = get("/public/v1/me", apiKey).statusCode() == 200;
        boolean media = get("/public/v1/media?page=1", apiKey).statusCode() == 200;
        return Finding.ok(
                KEY,
                "Postiz accepts POSTIZ_API_KEY; it %s whose a key is and %s media"
                        .formatted(
                                account ? "tells" : "does not tell", media ? "lists" : "lists no"));
    }

    /**
     * @param date header of an answer of Postiz
     */
    static Finding clock(String date) {
        try {
            Instant theirs =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration skew = Duration.between(theirs, Instant.now());
            return skew.abs().compareTo(MOST_SKEW) <= 0
                    ? Finding.ok(CLOCK, "is that of Postiz, within " + MOST_SKEW.toSeconds() + " s")
                    : Finding.odd(
                            CLOCK,
                            "is %d s %s that of Postiz: dates that are past for one are not for the other"
                                    .formatted(
                                            skew.abs().toSeconds(),
                                            skew.isNegative() ? "behind" : "before"));
        } catch (DateTimeParseException e) {
            return Finding.odd(CLOCK, "cannot be compared: Postiz does not tell its time");
        }
    }

    private HttpResponse<String> get(String path, String key) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (!key.isBlank()) {
            request.header("Authorization", key);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
