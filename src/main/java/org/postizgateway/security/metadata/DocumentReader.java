package org.postizgateway.security.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.security.upstream.PostizAnswer;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Reads the documents of one search, and remembers why one could not be read. A web page or a
 * redirect in its place counts as no document: a proxy in front of Postiz answers so.
 */
final class DocumentReader {

    private final PostizHttp http;
    private PostizUnavailableException failure;

    DocumentReader(PostizHttp http) {
        this.http = http;
    }

    /** Whatever is there, document or not; empty when Postiz is in trouble. */
    Optional<PostizAnswer> ask(URI uri) {
        try {
            PostizAnswer answer =
                    http.get(uri, Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
            if (answer.isServerError()) {
                failure =
                        PostizUnavailableException.later(
                                "Postiz answered with HTTP status " + answer.status() + ".");
                return Optional.empty();
            }
            return Optional.of(answer);
        } catch (PostizUnavailableException e) {
            failure = e;
            return Optional.empty();
        }
    }

    Optional<JsonNode> document(URI uri) {
        return ask(uri).filter(answer -> answer.status() == 200)
                .map(PostizAnswer::json)
                .filter(JsonNode::isObject);
    }

    /** The last reason why something could not be read, which may be there all the same. */
    Optional<PostizUnavailableException> failure() {
        return Optional.ofNullable(failure);
    }
}
