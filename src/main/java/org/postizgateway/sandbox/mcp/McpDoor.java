package org.postizgateway.sandbox.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Credentials;
import org.postizgateway.sandbox.state.Feature;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.WithHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The doors of the MCP server and who may pass them (section 1.2 of the contract, 1.1 of the newer
 * one).
 */
public final class McpDoor {

    private static final Map<String, String> ANYONE =
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Methods", "*",
                    "Access-Control-Allow-Headers", "*",
                    "Access-Control-Expose-Headers", "*");
    private static final Set<String> ASSISTANT = Set.of("ask_postiz");
    private static final Set<String> ASSISTANT_AND_GENERATORS =
            Set.of(
                    "ask_postiz",
                    "generateVideoOptions",
                    "videoFunctionTool",
                    "generateVideoTool",
                    "videoStatusTool",
                    "generateImageTool");

    private final Credentials credentials;
    private final McpEndpoint endpoint;
    private final Conditions conditions;

    public McpDoor(Credentials credentials, McpEndpoint endpoint, Conditions conditions) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.conditions = conditions;
    }

    public void routes(RouterFunctions.Builder routes) {
        routes.route(RequestPredicates.path("/mcp"), request -> open(request, this::byHeader))
                .route(
                        RequestPredicates.path("/mcp/{key}/**"),
                        request -> open(request, this::byPath))
                .route(RequestPredicates.path("/mcp-oauth"), request -> oauth(request, ASSISTANT))
                .route(
                        newer("/mcp-oauth-dynamic").or(newer("/mcp-oauth-chatgpt")),
                        request -> oauth(request, ASSISTANT))
                .route(
                        RequestPredicates.path("/mcp-oauth-claude"),
                        request -> oauth(request, ASSISTANT_AND_GENERATORS));
    }

    private RequestPredicate newer(String path) {
        return RequestPredicates.path(path).and(request -> conditions.has(Feature.OAUTH_DOORS));
    }

    private ServerResponse open(ServerRequest request, Door door) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return new WithHeaders(
                    ServerResponse.ok().contentType(Answers.TEXT).body("OK"), ANYONE);
        }
        try {
            return new WithHeaders(door.enter(request), ANYONE);
        } catch (Credentials.LookupFailed e) {
            return new WithHeaders(Answers.failure(ApiFailure.internal()), ANYONE);
        }
    }

    private ServerResponse byHeader(ServerRequest request) {
        String header = request.headers().firstHeader("Authorization");
        if (header == null || header.isBlank()) {
            return Answers.html(401, "Missing Authorization header");
        }
        return credentials
                .resolve(header.replaceFirst("Bearer ", "").trim())
                .map(organization -> endpoint.serve(request, organization, Set.of()))
                .orElseGet(() -> Answers.html(401, "Invalid API Key or OAuth token"));
    }

    private ServerResponse byPath(ServerRequest request) {
        return credentials
                .resolveKey(request.pathVariable("key"))
                .map(organization -> endpoint.serve(request, organization, Set.of()))
                .orElseGet(() -> Answers.html(400, "Invalid API Key"));
    }

    private ServerResponse oauth(ServerRequest request, Set<String> hidden) {
        String metadata =
                "Bearer resource_metadata=\""
                        + origin(request)
                        + "/.well-known/oauth-protected-resource"
                        + request.path()
                        + "\"";
        String header =
                Optional.ofNullable(request.headers().firstHeader("Authorization")).orElse("");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return unauthorized("unauthorized", "Bearer token required", metadata);
        }
        try {
            Optional<Organization> organization = credentials.resolve(header.substring(7).trim());
            if (organization.isEmpty()) {
                String description = "Invalid API Key or OAuth token";
                return unauthorized(
                        "invalid_token",
                        description,
                        metadata
                                + ", error=\"invalid_token\", error_description=\""
                                + description
                                + "\"");
            }
            return endpoint.serve(request, organization.get(), hidden);
        } catch (Credentials.LookupFailed e) {
            return Answers.failure(ApiFailure.internal());
        }
    }

    private static ServerResponse unauthorized(String error, String description, String challenge) {
        return ServerResponse.status(401)
                .header("WWW-Authenticate", challenge)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ApiFailure.oauth(401, error, description).body().toString());
    }

    private static String origin(ServerRequest request) {
        return request.uri().getScheme() + "://" + request.uri().getAuthority();
    }

    private interface Door {
        ServerResponse enter(ServerRequest request);
    }
}
