package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Dynamic client registration (RFC 7591), open to anybody. */
public final class RegistrationApi {

    static final String SCOPE = "mcp:read mcp:write";

    private static final Set<String> METHODS = Set.of("client_secret_basic", "none");
    private static final String DEFAULT_METHOD = "client_secret_post";
    private static final int NAME_LENGTH = 100;

    private final OAuthState state;
    private final Conditions conditions;
    private final Clock clock;

    public RegistrationApi(OAuthState state, Conditions conditions, Clock clock) {
        this.state = state;
        this.conditions = conditions;
        this.clock = clock;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/oauth/register", this::register);
    }

    private ServerResponse register(ServerRequest request) {
        JsonNode body = Incoming.json(request);
        List<String> redirects =
                RedirectUris.checked(
                        body.path("redirect_uris"), conditions.has(Feature.PRIVATE_USE_REDIRECTS));
        JsonNode grants = body.path("grant_types");
        if (grants.isArray() && !RedirectUris.texts(grants).contains("authorization_code")) {
            throw ApiFailure.oauth(
                    400,
                    "invalid_client_metadata",
                    "Only the authorization_code grant type is supported");
        }
        String name = body.path("client_name").asText("MCP Client");
        OAuthClient client =
                state.register(
                        name.substring(0, Math.min(NAME_LENGTH, name.length())),
                        redirects,
                        method(body.path("token_endpoint_auth_method").asText()));
        return Answers.created(view(client));
    }

    private String method(String wanted) {
        boolean known =
                METHODS.contains(wanted)
                        && (wanted.equals("none") || conditions.has(Feature.CLIENT_SECRET_BASIC));
        return known ? wanted : DEFAULT_METHOD;
    }

    private ObjectNode view(OAuthClient client) {
        ObjectNode view = JavaScriptJson.object();
        view.put("client_id", client.id());
        client.secret()
                .ifPresent(
                        secret ->
                                view.put("client_secret", secret)
                                        .put("client_secret_expires_at", 0));
        view.put("client_id_issued_at", clock.instant().getEpochSecond());
        view.put("client_name", client.name());
        view.set("redirect_uris", JavaScriptJson.tree(client.redirectUris()));
        view.put("token_endpoint_auth_method", client.authenticationMethod());
        view.set("grant_types", JavaScriptJson.tree(List.of("authorization_code")));
        view.set("response_types", JavaScriptJson.tree(List.of("code")));
        return view.put("scope", SCOPE);
    }
}
