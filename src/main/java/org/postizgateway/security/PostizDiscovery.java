package org.postizgateway.security;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Looks for the discovery documents that Postiz serves. */
final class PostizDiscovery {

    private static final String ISSUER_PATH = "/mcp-oauth";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PostizHttp http;
    private final String origin;
    private final Set<String> bases;

    /** A discovery document. */
    enum Document {
        AUTHORIZATION_SERVER("oauth-authorization-server"),
        OPENID_CONFIGURATION("openid-configuration");

        private final String name;

        Document(String name) {
            this.name = name;
        }

        /** The path below {@code /.well-known/}. */
        String path() {
            return name + ISSUER_PATH;
        }
    }

    /**
     * Outcome of a search.
     *
     * @param content the document; empty when Postiz serves none or could not be asked
     * @param atItsIssuer whether the document was found where the name of its issuer implies
     * @param failure why Postiz could not be asked
     */
    record Found(
            Optional<Map<String, Object>> content,
            boolean atItsIssuer,
            Optional<PostizUnavailableException> failure) {

        private static Found nothing() {
            return new Found(Optional.empty(), false, Optional.empty());
        }

        private static Found failed(PostizUnavailableException failure) {
            return new Found(Optional.empty(), false, Optional.of(failure));
        }
    }

    /**
     * @param postiz base URL of Postiz's backend, without a trailing slash
     */
    PostizDiscovery(PostizHttp http, URI postiz) {
        this.http = http;
        this.origin = Authorities.origin(postiz);
        this.bases = new LinkedHashSet<>(Set.of(origin));
        this.bases.add(postiz.toString());
    }

    /** Asks at Postiz's origin and, where the backend is below a path, there too. */
    Found find(Document document) {
        Found found = Found.nothing();
        for (String base : bases) {
            found = findAt(URI.create(base + "/.well-known/" + document.path()));
            if (found.content().isPresent()) {
                return found;
            }
        }
        return found;
    }

    private Found findAt(URI uri) {
        try {
            PostizAnswer answer =
                    http.get(uri, Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
            if (answer.isServerError()) {
                return Found.failed(
                        PostizUnavailableException.later(
                                "Postiz answered with HTTP status " + answer.status() + "."));
            }
            JsonNode json = answer.json();
            if (answer.status() != 200 || !isMetadata(json)) {
                return Found.nothing();
            }
            boolean atItsIssuer = json.get("issuer").asText().equals(origin + ISSUER_PATH);
            Map<String, Object> content = JSON.convertValue(json, new TypeReference<>() {});
            return new Found(Optional.of(content), atItsIssuer, Optional.empty());
        } catch (PostizUnavailableException e) {
            return Found.failed(e);
        }
    }

    private static boolean isMetadata(JsonNode json) {
        return Stream.of("issuer", "authorization_endpoint", "token_endpoint")
                .allMatch(field -> json.path(field).isTextual());
    }
}
