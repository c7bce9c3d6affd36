package org.postizgateway.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A refusal in one of Postiz's error forms, which the contract (section 3.2) names by letters. What
 * is thrown is what goes over the wire.
 */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode body;

    private ApiFailure(int status, String message, JsonNode body) {
        super(message, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** Form A: {@code {"msg"}}. */
    public static ApiFailure msg(int status, String message) {
        return new ApiFailure(status, message, JavaScriptJson.object().put("msg", message));
    }

    /** Form B with one sentence. */
    public static ApiFailure nest(int status, String message) {
        return new ApiFailure(
                status,
                message,
                JavaScriptJson.object()
                        .put("message", message)
                        .put("error", HttpStatus.valueOf(status).getReasonPhrase())
                        .put("statusCode", status));
    }

    /** Form B with a list: a body or query that does not validate. */
    public static ApiFailure invalid(List<String> messages) {
        ObjectNode body = JavaScriptJson.object();
        messages.forEach(body.putArray("message")::add);
        body.put("error", "Bad Request").put("statusCode", 400);
        return new ApiFailure(400, "Bad Request Exception", body);
    }

    /** Form C: a post that its channel does not take. */
    public static ApiFailure post(String platform, String channelName, String message) {
        return new ApiFailure(
                400,
                message,
                JavaScriptJson.object()
                        .put("statusCode", 400)
                        .put("provider", platform)
                        .put("name", channelName)
                        .put("message", message));
    }

    /** Form D: the plan does not cover it. */
    public static ApiFailure subscription(String message, String frontendUrl) {
        return new ApiFailure(
                402,
                "Subscription Exception",
                JavaScriptJson.object()
                        .put("statusCode", 402)
                        .put("message", message)
                        .put("url", frontendUrl + "/billing"));
    }

    /** Form E: everything else. */
    public static ApiFailure plain(int status, String message) {
        return new ApiFailure(
                status,
                message,
                JavaScriptJson.object().put("statusCode", status).put("message", message));
    }

    /** Form E, 500: what Postiz says when it did not expect something. */
    public static ApiFailure internal() {
        return plain(500, "Internal server error");
    }

    /** The two members that OAuth errors have. */
    public static ApiFailure oauth(int status, String error, String description) {
        ObjectNode body = JavaScriptJson.object().put("error", error);
        if (!description.isEmpty()) {
            body.put("error_description", description);
        }
        return new ApiFailure(status, error, body);
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }
}
