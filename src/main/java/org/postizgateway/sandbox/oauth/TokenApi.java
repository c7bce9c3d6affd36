package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Redeems codes for access tokens, which never expire and cannot be refreshed. */
public final class TokenApi {

    private final OAuthState state;
    private final Conditions conditions;

    public TokenApi(OAuthState state, Conditions conditions) {
        this.state = state;
        this.conditions = conditions;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.POST("/oauth/token", this::token)
                .GET("/oauth/userinfo", TokenApi::userinfo)
                .POST("/oauth/userinfo", TokenApi::userinfo);
    }

    private ServerResponse token(ServerRequest request) {
        ObjectNode body =
                Incoming.json(request).deepCopy() instanceof ObjectNode sent
                        ? sent
                        : JavaScriptJson.object();
        if (conditions.has(Feature.CLIENT_SECRET_BASIC)) {
            ClientCredentials.ofBasic(request).ifPresent(client -> client.into(body));
        }
        requireFields(body);
        if (!body.path("grant_type").asText().equals("authorization_code")) {
            throw ApiFailure.oauth(400, "unsupported_grant_type", "");
        }
        OAuthClient client =
                state.client(body.path("client_id").asText())
                        .filter(known -> isAuthenticated(known, body))
                        .orElseThrow(() -> ApiFailure.oauth(401, "invalid_client", ""));
        Grant grant =
                state.grant(body.path("code").asText(), client).orElseThrow(() -> invalidGrant(""));
        check(grant, body);
        ObjectNode answer = JavaScriptJson.object();
        answer.put("id", grant.organization().id());
        answer.putNull("cus");
        answer.put("access_token", state.redeem(grant));
        answer.put("token_type", "bearer");
        return Answers.created(answer.put("scope", RegistrationApi.SCOPE));
    }

    private void requireFields(JsonNode body) {
        List<String> complaints = new ArrayList<>();
        List<String> required =
                conditions.has(Feature.CLIENT_SECRET_BASIC)
                        ? List.of("grant_type", "code")
                        : List.of("grant_type", "code", "client_id");
        for (String field : required) {
            if (!body.path(field).isTextual()) {
                complaints.add(field + " should not be null or undefined");
                complaints.add(field + " must be a string");
            }
        }
        if (!complaints.isEmpty()) {
            throw ApiFailure.invalid(complaints);
        }
    }

    private static boolean isAuthenticated(OAuthClient client, JsonNode body) {
        return client.isPublic()
                || client.secret().filter(body.path("client_secret").asText()::equals).isPresent();
    }

    private void check(Grant grant, JsonNode body) {
        if (state.isExpired(grant)) {
            throw invalidGrant("Code has expired");
        }
        if (!grant.redirectUri().equals(body.path("redirect_uri").asText())) {
            throw invalidGrant("redirect_uri does not match the authorization request");
        }
        String verifier = body.path("code_verifier").asText();
        if (grant.challenge().isPresent() && verifier.isEmpty()) {
            throw invalidGrant("code_verifier is required");
        }
        if (grant.challenge().filter(challenge -> !challenge.equals(s256(verifier))).isPresent()) {
            throw invalidGrant("Invalid code_verifier");
        }
    }

    private static String s256(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiFailure invalidGrant(String description) {
        return ApiFailure.oauth(400, "invalid_grant", description);
    }

    private static ServerResponse userinfo(ServerRequest request) {
        throw ApiFailure.oauth(404, "not_found", "OIDC email claims are not enabled");
    }
}
