package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.postizgateway.sandbox.web.WithHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Discovery documents. Only the forms with a path exist, on purpose. */
public final class DiscoveryApi {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String SERVER = "/.well-known/oauth-authorization-server/mcp-oauth";
    private static final List<String> SCOPES = List.of("mcp:read", "mcp:write");
    private static final Map<String, String> CACHED =
            Map.of("Cache-Control", "max-age=3600", "Access-Control-Allow-Origin", "*");

    private final Supplier<String> baseUrl;

    public DiscoveryApi(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET(RESOURCE + "/mcp-oauth", request -> resource("/mcp-oauth"))
                .GET(RESOURCE + "/mcp-oauth-claude", request -> resource("/mcp-oauth-claude"))
                .GET(SERVER, request -> server())
                .route(
                        RequestPredicates.method(HttpMethod.OPTIONS)
                                .and(RequestPredicates.path("/.well-known/**")),
                        DiscoveryApi::preflight);
    }

    private static ServerResponse preflight(ServerRequest request) {
        return ServerResponse.status(204).header("Access-Control-Allow-Origin", "*").build();
    }

    private ServerResponse resource(String path) {
        ObjectNode document = JavaScriptJson.object();
        document.put("resource", baseUrl.get() + path);
        document.putArray("authorization_servers").add(baseUrl.get() + "/mcp-oauth");
        document.set("scopes_supported", JavaScriptJson.tree(SCOPES));
        document.putArray("bearer_methods_supported").add("header");
        ServerResponse answer =
                ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(JavaScriptJson.stringify(document));
        return new WithHeaders(answer, CACHED);
    }

    private ServerResponse server() {
        String base = baseUrl.get();
        ObjectNode document = JavaScriptJson.object();
        document.put("issuer", base + "/mcp-oauth");
        document.put("authorization_endpoint", base + "/oauth/authorize");
        document.put("token_endpoint", base + "/oauth/token");
        document.put("registration_endpoint", base + "/oauth/register");
        document.putArray("response_types_supported").add("code");
        document.putArray("grant_types_supported").add("authorization_code");
        document.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("none");
        document.putArray("code_challenge_methods_supported").add("S256");
        document.set("scopes_supported", JavaScriptJson.tree(SCOPES));
        return new WithHeaders(Answers.ok(document), CACHED);
    }
}
