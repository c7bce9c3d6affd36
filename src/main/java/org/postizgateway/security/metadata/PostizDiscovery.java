package org.postizgateway.security.metadata;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postizgateway.security.door.Authorities;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizUnavailableException;

/**
 * Looks for the metadata of the authorization server that Postiz's OAuth doors trust, of whatever
 * version Postiz is (contract of the newer one, section 1.6). Asks at Postiz's origin and, where
 * the backend is below a path, there too, and nowhere else.
 */
final class PostizDiscovery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WELL_KNOWN = "/.well-known/";
    private static final String SERVER = "oauth-authorization-server";
    private static final String OPENID = "openid-configuration";

    private final PostizHttp http;
    private final String origin;
    private final List<String> bases;
    private final PostizDoors doors;

    /** A discovery document, with the well-known names under which it can be. */
    enum Document {
        /** Either kind will do (RFC 8414, section 5). */
        AUTHORIZATION_SERVER(List.of(SERVER, OPENID)),
        OPENID_CONFIGURATION(List.of(OPENID));

        private final List<String> names;

        Document(List<String> names) {
            this.names = names;
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
            Optional<PostizUnavailableException> failure) {}

    /**
     * @param postiz base URL of Postiz's backend, without a trailing slash
     */
    PostizDiscovery(PostizHttp http, URI postiz) {
        this.http = http;
        this.origin = Authorities.origin(postiz);
        this.bases = Stream.of(origin, postiz.toString()).distinct().toList();
        this.doors = new PostizDoors(postiz, bases);
    }

    /** Asks the doors for the name of the server, and without an answer tries the usual names. */
    Found find(Document document) {
        DocumentReader reader = new DocumentReader(http);
        Optional<URI> issuer = doors.issuer(reader);
        Set<URI> places = new LinkedHashSet<>();
        issuer.ifPresent(name -> places.addAll(placesOf(name, document, bases)));
        PostizDoors.NAMES.forEach(
                name -> places.addAll(placesOf(URI.create(origin + "/" + name), document, bases)));
        for (URI place : places) {
            Optional<JsonNode> content = reader.document(place).filter(PostizDiscovery::isMetadata);
            if (content.filter(found -> isOf(place, found)).isPresent()) {
                return found(content.get(), place, document);
            }
        }
        return new Found(Optional.empty(), false, reader.failure());
    }

    private static List<URI> placesOf(URI issuer, Document document, List<String> bases) {
        String path = issuer.getRawPath();
        Stream<String> withPath =
                bases.stream()
                        .flatMap(
                                base ->
                                        document.names.stream()
                                                .map(name -> base + WELL_KNOWN + name + path));
        Stream<String> below = bases.stream().map(base -> base + path + WELL_KNOWN + OPENID);
        return Stream.concat(withPath, below).map(URI::create).toList();
    }

    /** A document speaks for the server whose path it was asked for. */
    private static boolean isOf(URI place, JsonNode content) {
        String issuer = content.path("issuer").asText();
        String name = issuer.substring(issuer.lastIndexOf('/') + 1);
        return place.getPath().endsWith("/" + name)
                || place.getPath().endsWith("/" + name + WELL_KNOWN + OPENID);
    }

    private Found found(JsonNode content, URI place, Document document) {
        URI issuer = URI.create(content.get("issuer").asText());
        boolean atItsIssuer =
                Authorities.origin(issuer).equals(origin)
                        && placesOf(issuer, document, List.of(origin)).contains(place);
        return new Found(
                Optional.of(JSON.convertValue(content, new TypeReference<>() {})),
                atItsIssuer,
                Optional.empty());
    }

    private static boolean isMetadata(JsonNode json) {
        return Stream.of("issuer", "authorization_endpoint", "token_endpoint")
                .allMatch(field -> json.path(field).isTextual());
    }
}
