package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int NAME_LENGTH = 100;

    private final OAuthState state;
    private final Clock clock;

    public RegistrationApi(OAuthState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/oauth/register", this::register);
    }

    private ServerResponse register(ServerRequest request) {
        JsonNode body = Incoming.json(request);
        List<String> redirects = redirects(body.path("redirect_uris"));
        JsonNode grants = body.path("grant_types");
        if (grants.isArray() && !texts(grants).contains("authorization_code")) {
            throw ApiFailure.oauth(
                    400,
                    "invalid_client_metadata",
                    "Only the authorization_code grant type is supported");
        }
        boolean isPublic = body.path("token_endpoint_auth_method").asText().equals("none");
        String name = body.path("client_name").asText("MCP Client");
        OAuthClient client =
                state.register(
                        name.substring(0, Math.min(NAME_LENGTH, name.length())),
                        redirects,
                        isPublic);
        return Answers.created(view(client));
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
        view.put("token_endpoint_auth_method", client.isPublic() ? "none" : "client_secret_post");
        view.set("grant_types", JavaScriptJson.tree(List.of("authorization_code")));
        view.set("response_types", JavaScriptJson.tree(List.of("code")));
        return view.put("scope", SCOPE);
    }

    private static List<String> redirects(JsonNode sent) {
        List<String> complaints = new ArrayList<>();
        if (sent.isMissingNode() || sent.isNull()) {
            complaints.add("redirect_uris should not be null or undefined");
        }
        if (!sent.isArray() || !texts(sent).stream().allMatch(RegistrationApi::isHttpUrl)) {
            complaints.add("each value in redirect_uris must be a URL address");
        }
        if (sent.isEmpty()) {
            complaints.add("redirect_uris should not be empty");
        }
        if (!sent.isArray()) {
            complaints.add("redirect_uris must be an array");
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
        if (!texts(sent).stream().allMatch(RegistrationApi::isSafe)) {
            throw ApiFailure.oauth(
                    400,
                    "invalid_redirect_uri",
                    "redirect_uris must use https (http is allowed for loopback only)");
        }
        return texts(sent);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI uri = URI.create(text);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSafe(String text) {
        URI uri = URI.create(text);
        return uri.getScheme().equals("https") || LOOPBACK.contains(uri.getHost());
    }
}
