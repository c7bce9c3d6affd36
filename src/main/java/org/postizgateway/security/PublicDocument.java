package org.postizgateway.security;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Serves a JSON document about the OAuth door that anyone may read, from web pages of any origin
 * too.
 */
public final class PublicDocument implements Processor {

    private static final String CACHE_CONTROL = "max-age=3600";

    private final PublicUrl publicUrl;
    private final Source source;

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

    public PublicDocument(PublicUrl publicUrl, Source source) {
        this.publicUrl = publicUrl;
        this.source = source;
    }

    @Override
    public void process(Exchange exchange) {
        DoorRequest request = DoorRequest.of(exchange);
        answer(request)
                .with(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .with(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "*")
                .endRoute(exchange);
    }

    private DoorAnswer answer(DoorRequest request) {
        if (request.method().equals("OPTIONS")) {
            return DoorAnswer.noContent();
        }
        try {
            return DoorAnswer.document(
                            source.document(publicUrl.of(request) + ProtectedResource.PATH))
                    .with(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        } catch (NoDocumentException e) {
            return error(HttpStatus.NOT_FOUND, "not_found", e);
        } catch (PostizUnavailableException e) {
            return error(e.status(), "temporarily_unavailable", e);
        }
    }

    private static DoorAnswer error(HttpStatus status, String error, RuntimeException reason) {
        return DoorAnswer.oauthError(status, error, reason.getMessage())
                .with(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
