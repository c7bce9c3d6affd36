package org.postizgateway.security.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.security.door.Authorities;
import org.postizgateway.security.upstream.PostizAnswer;
import org.springframework.http.HttpHeaders;

/**
 * Asks the OAuth doors of Postiz, the newer one first, which authorization server they trust (RFC
 * 9728). The name of the door does not tell: behind {@code /mcp-oauth} stands {@code /mcp-oauth} in
 * an older Postiz and {@code /mcp-oauth-dynamic} in a newer one.
 */
final class PostizDoors {

    /** Newer and older, which are also the names of the authorization servers behind them. */
    static final List<String> NAMES = List.of("mcp-oauth-dynamic", "mcp-oauth");

    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource/";

    private final URI postiz;
    private final List<String> bases;

    /**
     * @param postiz base URL of the backend
     * @param bases places below which documents of Postiz are looked for
     */
    PostizDoors(URI postiz, List<String> bases) {
        this.postiz = postiz;
        this.bases = bases;
    }

    /** The name of the authorization server, where a door leads to a document that has one. */
    Optional<URI> issuer(DocumentReader reader) {
        return NAMES.stream()
                .map(door -> issuer(door, reader))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<URI> issuer(String door, DocumentReader reader) {
        Optional<PostizAnswer> answer = reader.ask(URI.create(postiz + "/" + door));
        if (answer.filter(refused -> refused.status() == 401).isEmpty()) {
            return Optional.empty();
        }
        return places(door, answer.get()).stream()
                .map(reader::document)
                .flatMap(Optional::stream)
                .filter(document -> isOf(door, document))
                .map(document -> document.path("authorization_servers").path(0).asText())
                .flatMap(name -> url(name).stream())
                .findFirst();
    }

    /**
     * Where Postiz says that the document is, if that is a place of its own, and where it may be.
     */
    private List<URI> places(String door, PostizAnswer answer) {
        List<URI> places = new ArrayList<>();
        Optional.ofNullable(answer.headers().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .map(METADATA::matcher)
                .filter(Matcher::find)
                .flatMap(found -> url(found.group(1)))
                .filter(named -> Authorities.origin(named).equals(Authorities.origin(postiz)))
                .ifPresent(places::add);
        bases.stream()
                .map(base -> URI.create(base + WELL_KNOWN + door))
                .filter(place -> !places.contains(place))
                .forEach(places::add);
        return places;
    }

    /** By the last part of its path: that of a container lacks the path of the backend. */
    private static boolean isOf(String door, JsonNode document) {
        return document.path("resource").asText().endsWith("/" + door);
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text))
                    .filter(url -> url.getScheme() != null && url.getRawAuthority() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
