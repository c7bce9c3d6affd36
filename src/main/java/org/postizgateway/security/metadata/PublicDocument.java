package org.postizgateway.security.metadata;

import java.util.Map;
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
 * Serves a JSON document about the OAuth door that anyone may read, from web pages of any origin
 * too.
 */
public final class PublicDocument extends AsyncProcessorSupport {

    /** Owner of every lookup: what is looked up is the same for all. */
    private static final String EVERYBODY = "";

    private static final String SECONDS_TO_WAIT = "5";

    private static final String CACHE_CONTROL = "max-age=3600";

    private final PublicUrl publicUrl;
    private final Source source;
    private final Lane lookups;

    /** What is served. */
    @FunctionalInterface
    public interface Source {

        /**
         * @param resource URL of the OAuth door as the caller sees it, which is also the name the
         *     gateway issues documents under
         * @throws NoDocumentException when there is no such document here
         * @throws PostizUnavailableException when Postiz has it and could not be asked
         */
        Map<String, Object> document(String resource);
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
        String resource = publicUrl.of(request) + ProtectedResource.PATH;
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
