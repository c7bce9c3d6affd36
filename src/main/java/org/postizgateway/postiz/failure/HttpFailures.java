package org.postizgateway.postiz.failure;

import static org.postizgateway.outcome.Effect.NONE;
import static org.postizgateway.outcome.Effect.RUNNING;
import static org.postizgateway.outcome.Effect.UNKNOWN;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/**
 * Explains an HTTP answer other than success (contract, sections 3.2, 3.3 and 10). A call that
 * Postiz refused with a status below 500 has had no effect.
 */
final class HttpFailures {

    static final String WRONG_ADDRESS =
            "The address configured for Postiz leads to a web page, not to its API. The operator of"
                    + " this gateway has to correct POSTIZ_URL: for a self-hosted Postiz it mostly"
                    + " ends in /api.";

    static final String WEB_PAGE =
            "A web page came instead of an answer of Postiz's API. If that happens again, the"
                    + " operator of this gateway has to correct POSTIZ_URL, which for a self-hosted"
                    + " Postiz mostly ends in /api, or to look at the proxy in between.";

    private final RateLimit rateLimit;

    HttpFailures(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    PostizFailure explain(int status, Map<String, String> headers, String body) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        String message = PostizMessage.of(body);
        if (status == 429) {
            return rateLimit.explain(Optional.ofNullable(byName.get("Retry-After")));
        }
        if (status == 401) {
            return unauthorized(body, message);
        }
        if (status / 100 == 3) {
            return failure(Kind.WRONG_ADDRESS, NONE, status, WRONG_ADDRESS);
        }
        if (status >= 500) {
            return serverError(status, message);
        }
        if (status != 413 && isWebPage(byName, body)) {
            return body.contains("API Key")
                    ? failure(Kind.UNAUTHORIZED, NONE, status, "Postiz does not know this API key.")
                    : failure(Kind.WRONG_ADDRESS, NONE, status, WRONG_ADDRESS);
        }
        return refused(status, message);
    }

    private static PostizFailure unauthorized(String body, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (body.isBlank()) {
            return failure(
                    Kind.UNAVAILABLE,
                    NONE,
                    401,
                    "Postiz could not check the credential, most likely because its database is not"
                            + " reachable, so it carried nothing out. The credential itself may be"
                            + " fine; try again later.");
        }
        if (words.contains("subscription")) {
            return failure(
                    Kind.PLAN_LIMIT,
                    NONE,
                    401,
                    "The Postiz organization has no subscription, so its API is closed.");
        }
        if (words.contains("disconnected")) {
            return failure(
                    Kind.CHANNEL_DISCONNECTED,
                    NONE,
                    401,
                    "The channel lost its connection to the social network. It has to be connected"
                            + " again in Postiz; repeating the call does not help.");
        }
        return failure(
                Kind.UNAUTHORIZED,
                NONE,
                401,
                "Postiz does not accept the credential. Use the API key shown in Postiz under"
                        + " Settings > Developers > Public API, or sign in again.");
    }

    private static PostizFailure refused(int status, String message) {
        return switch (status) {
            case 402 ->
                    failure(
                            Kind.PLAN_LIMIT,
                            NONE,
                            status,
                            "The Postiz plan does not allow this call. "
                                    + or(message, "Its limit is used up."));
            case 403 ->
                    failure(
                            Kind.UNAUTHORIZED,
                            NONE,
                            status,
                            "Postiz does not allow this call with the given credential.");
            case 404 -> notFound(message);
            case 406 ->
                    failure(
                            Kind.PLAN_LIMIT,
                            NONE,
                            status,
                            "Postiz refuses this in trial mode. "
                                    + or(message, "A paid plan is needed."));
            case 408 -> failure(Kind.TIMEOUT, RUNNING, status, "Postiz took too long.");
            case 413 ->
                    failure(
                            Kind.TOO_LARGE,
                            NONE,
                            status,
                            "The request is larger than Postiz reads. Send less at once.");
            default ->
                    GenerationFailure.namesNoGenerator(message)
                            ? failure(
                                    Kind.INVALID_INPUT,
                                    NONE,
                                    status,
                                    GenerationFailure.NO_GENERATOR)
                            : failure(
                                    Kind.INVALID_INPUT,
                                    NONE,
                                    status,
                                    "Postiz refused the call: "
                                            + or(
                                                    message,
                                                    "status " + status + " without a reason."));
        };
    }

    private static PostizFailure notFound(String message) {
        if (message.startsWith("Cannot ")) {
            return failure(
                    Kind.WRONG_ADDRESS,
                    NONE,
                    404,
                    "This Postiz does not know the path that was called: it is too old for this call."
                            + " Where no other call works either, POSTIZ_URL has a path too many or"
                            + " too few (/api).");
        }
        return failure(
                Kind.NOT_FOUND,
                NONE,
                404,
                "Postiz does not know what the call names: " + or(message, "not found") + ".");
    }

    private static PostizFailure serverError(int status, String message) {
        if (status == 502 || status == 503 || status == 504) {
            return failure(
                    Kind.UNAVAILABLE,
                    RUNNING,
                    status,
                    "Postiz is not reachable behind its proxy (status "
                            + status
                            + "): it is down, restarting, or busy for too long.");
        }
        if (GenerationFailure.isIn(message)) {
            return failure(Kind.REFUSED, NONE, status, GenerationFailure.sentence(message));
        }
        String reason = message.equals("Internal server error") ? "" : message;
        return failure(
                Kind.SERVER_ERROR,
                UNKNOWN,
                status,
                "Postiz failed with an internal error. "
                        + or(
                                reason,
                                "It names no reason; an id that does not exist can cause it."));
    }

    private static boolean isWebPage(Map<String, String> headers, String body) {
        String type = Objects.toString(headers.get("Content-Type"), "");
        return type.startsWith("text/html") || body.stripLeading().startsWith("<");
    }

    private static String or(String message, String fallback) {
        return message.isEmpty() ? fallback : message;
    }

    private static PostizFailure failure(Kind kind, Effect effect, int status, String sentence) {
        return PostizFailure.of(kind, effect, status, sentence);
    }
}
