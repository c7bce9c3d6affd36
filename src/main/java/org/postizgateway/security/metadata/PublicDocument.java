package org.postizgateway.security.metadata;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.postizgateway.bound.Lane;
import org.postizgateway.security.door.DoorAnswer;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Serves a JSON document about an OAuth door that anyone may read, from web pages of any origin
 * too. The door is the one whose path follows the well-known one in the path of the route (RFC
 * 8414, 3; RFC 9728, 3.1).
 */
public final class PublicDocument extends AsyncProcessorSupport {

    /** Owner of every lookup: what is looked up is the same for all. */
    private static final String EVERYBODY = "";

    private static final String SECONDS_TO_WAIT = "5";

    private static final Pattern WELL_KNOWN = Pattern.compile("^/\\.well-known/[^/]+");

    private static final String CACHE_CONTROL = "max-age=3600";

    private final PublicUrl publicUrl;
    private final Source source;
    private final Lane lookups;

    /** What is served. */
    @FunctionalInterface
    public interface Source {

        /**
         * @param resource URL of the OAuth door as the caller sees it, which is also the name that
         *     the gateway issues documents about it under
         * @throws NoDocumentException when there is no such document here
         * @throws PostizUnavailableException when Postiz has it and could not be asked
         */
        Map<String, Object> document(String resource);

        /**
         * No document.
         *
         * @param reason for the caller, with where there is one
         */
        static Source none(String reason) {
            return resource -> {
                throw new NoDocumentException(reason);
            };
        }
    }

    /** There is no such document here; the message says why and what would change that. */
    static final class NoDocumentException extends RuntimeException {
        NoDocumentException(String message) {
            super(message);
        }
    }

    /**
     * @param lookups where the source may block
     */
    public PublicDocument(PublicUrl publicUrl, Source source, Lane lookups) {
        this.lookups = lookups;
        this.publicUrl = publicUrl;
        this.source = source;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DoorRequest request = DoorRequest.of(exchange);
        if (request.method().equals("OPTIONS")) {
            end(exchange, DoorAnswer.noContent());
            callback.done(true);
            return true;
        }
        String resource = publicUrl.of(request) + door(request);
        lookups.run(EVERYBODY, () -> source.document(resource))
                .whenComplete(
                        (document, failure) -> {
                            try {
                                end(exchange, answer(document, failure));
                            } catch (RuntimeException e) {
                                exchange.setException(e);
                            }
                            callback.done(false);
                        });
        return false;
    }

    private static String door(DoorRequest request) {
        return WELL_KNOWN.matcher(request.path()).replaceFirst("");
    }

    private static void end(Exchange exchange, DoorAnswer answer) {
        answer.with(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .with(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "*")
                .endRoute(exchange);
    }

    private static DoorAnswer answer(Map<String, Object> document, Throwable failure) {
        if (failure == null) {
            return DoorAnswer.document(document).with(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        }
        if (failure instanceof NoDocumentException none) {
            return error(HttpStatus.NOT_FOUND, "not_found", none);
        }
        if (failure instanceof PostizUnavailableException outage) {
            return error(outage.status(), "temporarily_unavailable", outage);
        }
        if (failure instanceof Lane.FullException) {
            return error(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "temporarily_unavailable",
                            PostizUnavailableException.later(
                                    "Too many callers wait for what Postiz serves."))
                    .with(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        throw new IllegalStateException("A document cannot be served", failure);
    }

    private static DoorAnswer error(HttpStatus status, String error, RuntimeException reason) {
        return DoorAnswer.oauthError(status, error, reason.getMessage())
                .with(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
