package org.postizgateway.security.metadata;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An OAuth door as a protected resource (RFC 9728). */
public final class ProtectedResource implements PublicDocument.Source {

    /** In front of the path of the door whose {@link #document} is served there (RFC 9728, 3.1). */
    public static final String METADATA_PATH = "/.well-known/oauth-protected-resource";

    /** Scopes that Postiz issues; it enforces none. */
    public static final List<String> SCOPES = List.of("mcp:read", "mcp:write");

    private final UnaryOperator<String> issuer;

    /** One that people sign in to at Postiz. */
    public ProtectedResource(AuthorizationServer authorizationServer) {
        this.issuer =
                resource -> String.valueOf(authorizationServer.metadata(resource).get("issuer"));
    }

    /** One that people sign in to at an identity provider. */
    public ProtectedResource(URI provider) {
        this.issuer = resource -> provider.toString();
    }

    @Override
    public Map<String, Object> document(String resource) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("resource", resource);
        document.put("authorization_servers", List.of(issuer.apply(resource)));
        document.put("scopes_supported", SCOPES);
        document.put("bearer_methods_supported", List.of("header"));
        document.put("resource_name", "Postiz");
        return document;
    }
}
