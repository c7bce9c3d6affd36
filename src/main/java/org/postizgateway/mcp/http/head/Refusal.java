package org.postizgateway.mcp.http.head;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Why a request is not served: an HTTP status and a sentence, which are sent as a JSON-RPC error
 * without an id.
 *
 * @param status HTTP status
 * @param reason a sentence that holds nothing of the request
 * @param retryAfter seconds after which the same request may be served; 0 when it never is
 * @param close whether nothing more is read from the connection
 */
public record Refusal(int status, String reason, int retryAfter, boolean close) {

    private static final int INVALID_REQUEST = -32600;
    private static final int INTERNAL_ERROR = -32603;

    /** One after which the connection cannot be trusted to begin with a request again. */
    static Refusal malformed(int status, String reason) {
        return new Refusal(status, reason, 0, true);
    }

    /** One that concerns this request alone. */
    public static Refusal of(int status, String reason) {
        return new Refusal(status, reason, 0, false);
    }

    /** One that may be over soon. */
    public static Refusal later(int status, String reason, int seconds) {
        return new Refusal(status, reason, seconds, false);
    }

    /** Of a body that did not come in time; nothing more is read. */
    public static Refusal late(Duration time) {
        return new Refusal(408, "The body did not come within " + time.toSeconds() + " s", 0, true);
    }

    /** Of a caller who hung up and reads no answer. */
    public static Refusal left() {
        return of(499, "The caller left");
    }

    /** Answers a request. */
    public void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        if (retryAfter > 0) {
            response.putHeader("Retry-After", String.valueOf(retryAfter));
        }
        if (close && request.version() != io.vertx.core.http.HttpVersion.HTTP_2) {
            response.putHeader("Connection", "close");
        }
        response.end(json());
    }

    private String json() {
        int code = status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST;
        return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":%d,\"message\":\"%s\"}}"
                .formatted(code, reason);
    }
}
