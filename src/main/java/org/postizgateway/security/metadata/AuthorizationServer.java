package org.postizgateway.security.metadata;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.security.door.Authorities;
import org.postizgateway.security.metadata.PostizDiscovery.Document;
import org.postizgateway.security.metadata.PostizDiscovery.Found;
import org.postizgateway.security.metadata.PublicDocument.NoDocumentException;
import org.postizgateway.security.upstream.PostizHttp;

/**
 * Metadata of the authorization server whose tokens OAuth doors take, which is Postiz.
 *
 * <p>Postiz calls itself {@code <origin>/mcp-oauth}, a newer one {@code
 * <origin>/mcp-oauth-dynamic}. Where its document can be read at the place that this name implies
 * (RFC 8414, 3), the name and the document are passed on as they are. The official container hides
 * that place behind its web interface; there the gateway serves the document under its own name,
 * with Postiz's endpoints in it, and when Postiz serves none at all builds it from what is the same
 * for every Postiz.
 */
public final class AuthorizationServer {

    private static final Duration FOUND_LIFETIME = Duration.ofMinutes(10);
    private static final Duration NOT_FOUND_LIFETIME = Duration.ofSeconds(15);

    private final PostizDiscovery discovery;
    private final URI postiz;
    private final Optional<URI> frontend;
    private final Cache<Document, Found> known =
            Caffeine.newBuilder()
                    .expireAfter(
                            Expiry.<Document, Found>writing(
                                    (document, found) ->
                                            found.content().isPresent()
                                                    ? FOUND_LIFETIME
                                                    : NOT_FOUND_LIFETIME))
                    .build();

    /**
     * @param postiz base URL of Postiz's backend, without a trailing slash
     * @param frontend base URL of Postiz's web interface, when it is configured
     */
    public AuthorizationServer(PostizHttp http, URI postiz, Optional<URI> frontend) {
        this.discovery = new PostizDiscovery(http, postiz);
        this.postiz = postiz;
        this.frontend = frontend.or(this::frontendOfTheContainer);
    }

    /**
     * @param ownIssuer the name that the gateway vouches for a document with
     * @throws NoDocumentException when it cannot be known where people approve clients
     * @throws PostizUnavailableException when Postiz could not be asked
     */
    public Map<String, Object> metadata(String ownIssuer) {
        return found(Document.AUTHORIZATION_SERVER, ownIssuer).orElseGet(() -> built(ownIssuer));
    }

    /**
     * @throws NoDocumentException when Postiz serves none
     * @throws PostizUnavailableException when Postiz could not be asked
     */
    public Map<String, Object> openIdConfiguration(String ownIssuer) {
        return found(Document.OPENID_CONFIGURATION, ownIssuer)
                .orElseThrow(
                        () ->
                                new NoDocumentException(
                                        "This Postiz has OpenID Connect switched off; its OAuth"
                                                + " metadata is at the same path with"
                                                + " oauth-authorization-server in place of"
                                                + " openid-configuration."));
    }

    private Optional<Map<String, Object>> found(Document document, String ownIssuer) {
        Found found = known.get(document, discovery::find);
        found.failure()
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        return found.content()
                .map(content -> found.atItsIssuer() ? content : renamed(content, ownIssuer));
    }

    private static Map<String, Object> renamed(Map<String, Object> content, String issuer) {
        Map<String, Object> copy = new LinkedHashMap<>(content);
        copy.put("issuer", issuer);
        return copy;
    }

    private Map<String, Object> built(String issuer) {
        URI pages =
                frontend.orElseThrow(
                        () ->
                                new NoDocumentException(
                                        "OAuth is not available here: this Postiz serves no"
                                                + " discovery document, so the gateway has to be"
                                                + " told the URL of its web interface in"
                                                + " POSTIZ_FRONTEND_URL. API keys work at /mcp."));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", pages + "/oauth/authorize");
        document.put("token_endpoint", postiz + "/oauth/token");
        document.put("registration_endpoint", postiz + "/oauth/register");
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code"));
        document.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_post", "none"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("scopes_supported", ProtectedResource.SCOPES);
        return document;
    }

    /** The official container serves its web interface beside {@code /api}, on the same origin. */
    private Optional<URI> frontendOfTheContainer() {
        return "/api".equals(postiz.getPath())
                ? Optional.of(URI.create(Authorities.origin(postiz)))
                : Optional.empty();
    }
}
