package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** Responses with the content types that Express writes. */
public final class Answers {

    /** Plain text in UTF-8. */
    public static final MediaType TEXT =
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final MediaType JSON =
            new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8);
    private static final MediaType HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private Answers() {}

    public static ServerResponse ok(JsonNode body) {
        return json(200, body);
    }

    /** What every POST of the REST API answers on success. */
    public static ServerResponse created(JsonNode body) {
        return json(201, body);
    }

    public static ServerResponse json(int status, JsonNode body) {
        return ServerResponse.status(status).contentType(JSON).body(JavaScriptJson.stringify(body));
    }

    public static ServerResponse html(int status, String body) {
        return ServerResponse.status(status).contentType(HTML).body(body);
    }

    /** The response to whatever a handler threw. */
    public static ServerResponse failure(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        ApiFailure failure = cause instanceof ApiFailure known ? known : ApiFailure.internal();
        return json(failure.status(), failure.body());
    }
}
