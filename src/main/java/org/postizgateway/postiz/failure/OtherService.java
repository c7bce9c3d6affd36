package org.postizgateway.postiz.failure;

import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;
import org.springframework.util.StringUtils;

/**
 * Another service than Postiz, which a route of one's own has asked over HTTP. What it answers says
 * nothing about the caller's credential, nor about what Postiz has carried out.
 */
final class OtherService {

    /** Exchange property with the base URL of the caller's Postiz, where it is not the default. */
    private static final String URL = "PostizUrl";

    private static final String NAME = "another service that this tool needs";
    private static final String DEFAULT_URL = "{{postiz.url:}}";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private OtherService() {}

    /**
     * @param exchange of the call; where it does not lead to the address of Postiz, nothing is said
     */
    static Optional<PostizFailure> failure(Exchange exchange, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException failed) {
                return isOfPostiz(exchange, Objects.toString(failed.getUri(), ""))
                        ? Optional.empty()
                        : Optional.of(failure(failed.getStatusCode()));
            }
        }
        return Optional.empty();
    }

    /** Whom the last request of an exchange was for, as {@link NetworkFailures} names it. */
    static String asked(Exchange exchange) {
        String endpoint = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, "", String.class);
        // Kamelets name the shared Postiz there, and the caller's own only when they send
        return !endpoint.startsWith("http")
                        || isBelow(sharedPostiz(exchange), endpoint)
                        || isOfPostiz(exchange, endpoint)
                ? NetworkFailures.POSTIZ
                : NAME;
    }

    private static boolean isOfPostiz(Exchange exchange, String uri) {
        String own = exchange.getProperty(URL, "", String.class);
        String base = own.isBlank() ? sharedPostiz(exchange) : own;
        return base.isBlank() || isBelow(base, uri);
    }

    private static String sharedPostiz(Exchange exchange) {
        return exchange.getContext().resolvePropertyPlaceholders(DEFAULT_URL);
    }

    private static boolean isBelow(String base, String uri) {
        return !base.isBlank() && (uri.equals(base) || uri.startsWith(base + "/"));
    }

    private static PostizFailure failure(int status) {
        String fact = StringUtils.capitalize(NAME) + " answered with HTTP " + status + ".";
        if (status == TOO_MANY_REQUESTS) {
            return PostizFailure.of(
                    Kind.RATE_LIMITED,
                    Effect.NONE,
                    status,
                    fact + " It takes no more calls for now; try again later.");
        }
        if (status >= SERVER_ERROR) {
            return PostizFailure.unclear(
                    Kind.SERVER_ERROR, fact, "Whether it has carried the call out is not known.");
        }
        return PostizFailure.of(
                Kind.REFUSED,
                Effect.NONE,
                status,
                fact + " Whoever runs this server has to look at it.");
    }
}
