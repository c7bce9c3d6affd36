package org.postizgateway.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.organization.Organizations;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.Incoming;
import org.postizgateway.sandbox.web.JavaScriptJson;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Consent: the JSON endpoints of the backend and, for browsers, the page that the frontend shows. A
 * session is the cookie (or header) {@code auth} holding an organization's API key.
 */
public final class AuthorizeApi {

    private static final String SESSION = "auth";

    private final OAuthState state;
    private final Organizations organizations;

    public AuthorizeApi(OAuthState state, Organizations organizations) {
        this.state = state;
        this.organizations = organizations;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.GET("/oauth/authorize", this::show)
                .POST("/oauth/authorize", this::decide)
                .POST("/oauth/consent", this::decideOnPage);
    }

    private ServerResponse show(ServerRequest request) {
        Function<String, Optional<String>> query =
                name -> request.param(name).filter(text -> !text.isEmpty());
        boolean browser = request.headers().accept().contains(MediaType.TEXT_HTML);
        try {
            List<String> complaints = AuthorizationRequest.complaints(query);
            if (!complaints.isEmpty()) {
                throw ApiFailure.invalid(complaints);
            }
            AuthorizationRequest wanted = AuthorizationRequest.of(query, state);
            return browser
                    ? Answers.html(
                            200, ConsentPage.of(wanted.client().name(), query, organizations.all()))
                    : Answers.ok(view(wanted));
        } catch (ApiFailure refused) {
            if (browser) {
                return Answers.html(400, ConsentPage.refusal(refused.getMessage()));
            }
            throw refused;
        }
    }

    private static ObjectNode view(AuthorizationRequest wanted) {
        ObjectNode view = JavaScriptJson.object();
        view.putObject("app")
                .put("name", wanted.client().name())
                .putNull("description")
                .putNull("picture")
                .put("clientId", wanted.client().id())
                .put("redirectUrl", wanted.redirectUri());
        return view.put("state", wanted.state());
    }

    private ServerResponse decide(ServerRequest request) {
        Optional<Organization> session = session(request).flatMap(organizations::byKey);
        if (session.isEmpty()) {
            return ServerResponse.status(401)
                    .header("logout", "true")
                    .header("Set-Cookie", "auth=; Max-Age=-1; Path=/; HttpOnly; Secure")
                    .build();
        }
        JsonNode body = Incoming.json(request);
        String redirect = decided(body, session.get());
        return Answers.created(JavaScriptJson.object().put("redirect", redirect));
    }

    private ServerResponse decideOnPage(ServerRequest request) {
        JsonNode form = Incoming.json(request);
        Organization organization =
                organizations
                        .byId(form.path("organization").asText())
                        .orElseThrow(() -> ApiFailure.plain(400, "Unknown organization"));
        return ServerResponse.seeOther(URI.create(decided(form, organization))).build();
    }

    private String decided(JsonNode body, Organization organization) {
        String action = body.path("action").asText();
        if (!List.of("approve", "deny").contains(action)) {
            throw ApiFailure.invalid(
                    List.of("action must be one of the following values: approve, deny"));
        }
        AuthorizationRequest wanted =
                AuthorizationRequest.of(
                        name ->
                                Optional.of(body.path(name).asText())
                                        .filter(text -> !text.isEmpty()),
                        state);
        return action.equals("deny")
                ? wanted.denied()
                : wanted.approvedWith(
                        state.consent(
                                wanted.client(),
                                organization,
                                wanted.redirectUri(),
                                wanted.challenge()));
    }

    private static Optional<String> session(ServerRequest request) {
        return Optional.ofNullable(request.headers().firstHeader(SESSION))
                .or(
                        () ->
                                Optional.ofNullable(request.cookies().getFirst(SESSION))
                                        .map(Cookie::getValue));
    }
}
