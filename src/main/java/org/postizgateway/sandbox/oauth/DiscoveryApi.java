package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.postizgateway.sandbox.web.WithHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Discovery documents (section 1.4 of the contract; 1.2 of the newer one). Only the forms with a
 * path exist, on purpose. They name the origin without the path of the backend, which keeps clients
 * of a container from finding them.
 */
public final class DiscoveryApi {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource/{door}";
    private static final String SERVER = "/.well-known/oauth-authorization-server/{issuer}";
    private static final List<String> SCOPES = List.of("mcp:read", "mcp:write");
    private static final String OLDER = "mcp-oauth";
    private static final String CLAUDE = "mcp-oauth-claude";
    private static final String NEWER = "mcp-oauth-dynamic";
    private static final String CHATGPT = "mcp-oauth-chatgpt";
    private static final Map<String, String> CACHED =
            Map.of("Cache-Control", "max-age=3600", "Access-Control-Allow-Origin", "*");

    private final Supplier<String> origin;
    private final Supplier<String> backend;
    private final Conditions conditions;

    /**
     * @param origin scheme, host and port, at which the web interface is too
     * @param backend the same with the path of the backend
     */
    public DiscoveryApi(Supplier<String> origin, Supplier<String> backend, Conditions conditions) {
        this.origin = origin;
        this.backend = backend;
        this.conditions = conditions;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET(RESOURCE, this::resource)
                .GET(SERVER, this::server)
                .route(
                        RequestPredicates.method(HttpMethod.OPTIONS)
                                .and(RequestPredicates.path("/.well-known/**")),
                        DiscoveryApi::preflight);
    }

    private static ServerResponse preflight(ServerRequest request) {
        return ServerResponse.status(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Max-Age", "86400")
                .build();
    }

    private ServerResponse resource(ServerRequest request) {
        String door = request.pathVariable("door");
        require(request, isNewer() ? Set.of(OLDER, CLAUDE, NEWER, CHATGPT) : Set.of(OLDER, CLAUDE));
        ObjectNode document = JavaScriptJson.object();
        document.put("resource", origin.get() + "/" + door);
        document.putArray("authorization_servers").add(origin.get() + "/" + issuerOf(door));
        document.set("scopes_supported", JavaScriptJson.tree(SCOPES));
        document.putArray("bearer_methods_supported").add("header");
        ServerResponse answer =
                ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(JavaScriptJson.stringify(document));
        return new WithHeaders(answer, CACHED);
    }

    private String issuerOf(String door) {
        if (!isNewer()) {
            return OLDER;
        }
        return door.equals(CHATGPT) ? CHATGPT : NEWER;
    }

    private ServerResponse server(ServerRequest request) {
        String issuer = request.pathVariable("issuer");
        require(request, isNewer() ? Set.of(NEWER, CHATGPT) : Set.of(OLDER));
        ObjectNode document = JavaScriptJson.object();
        document.put("issuer", origin.get() + "/" + issuer);
        document.put("authorization_endpoint", origin.get() + "/oauth/authorize");
        document.put("token_endpoint", backend.get() + "/oauth/token");
        if (!issuer.equals(CHATGPT)) {
            document.put("registration_endpoint", backend.get() + "/oauth/register");
        }
        document.putArray("response_types_supported").add("code");
        document.putArray("grant_types_supported").add("authorization_code");
        document.set("token_endpoint_auth_methods_supported", JavaScriptJson.tree(methods()));
        document.putArray("code_challenge_methods_supported").add("S256");
        document.set("scopes_supported", JavaScriptJson.tree(SCOPES));
        return new WithHeaders(Answers.ok(document), CACHED);
    }

    private List<String> methods() {
        return conditions.has(Feature.CLIENT_SECRET_BASIC)
                ? List.of("client_secret_basic", "client_secret_post", "none")
                : List.of("client_secret_post", "none");
    }

    private boolean isNewer() {
        return conditions.has(Feature.OAUTH_DOORS);
    }

    private static void require(ServerRequest request, Set<String> names) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (!names.contains(name)) {
            throw ApiFailure.nest(404, "Cannot GET " + request.path());
        }
    }
}
