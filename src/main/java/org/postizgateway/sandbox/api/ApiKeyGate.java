package org.postizgateway.sandbox.api;

import java.util.Map;
import java.util.Optional;
import org.postizgateway.sandbox.state.Credentials;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.Answers;
import org.postizgateway.sandbox.web.ApiFailure;
import org.postizgateway.sandbox.web.WithHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets callers with a known credential in, counts their creates and words every refusal. */
public final class ApiKeyGate implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final String ORGANIZATION = Organization.class.getName();
    private static final String LIMITED = "/public/v1/posts";

    private final Credentials credentials;
    private final RateLimiter limiter;

    public ApiKeyGate(Credentials credentials, RateLimiter limiter) {
        this.credentials = credentials;
        this.limiter = limiter;
    }

    /** The caller's organization. */
    static Organization organization(ServerRequest request) {
        return (Organization) request.attributes().get(ORGANIZATION);
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        Map<String, String> headers = Map.of();
        try {
            Organization organization = authenticate(request);
            request.attributes().put(ORGANIZATION, organization);
            if (isLimited(request)) {
                RateLimiter.Verdict verdict = limiter.hit(organization);
                headers = verdict.headers();
                if (!verdict.allowed()) {
                    throw ApiFailure.plain(429, "ThrottlerException: Too Many Requests");
                }
            }
            return new WithHeaders(next.handle(request), headers);
        } catch (Credentials.LookupFailed e) {
            return ServerResponse.status(401)
                    .header("logout", "true")
                    .header("Set-Cookie", "auth=; Max-Age=-1; Path=/; HttpOnly; Secure")
                    .build();
        } catch (Exception e) {
            return new WithHeaders(Answers.failure(e), headers);
        }
    }

    private Organization authenticate(ServerRequest request) {
        String credential =
                Optional.ofNullable(request.headers().firstHeader("Authorization"))
                        .map(String::trim)
                        .filter(text -> !text.isEmpty())
                        .orElseThrow(() -> ApiFailure.msg(401, "No API Key found"));
        return credentials
                .resolve(credential)
                .orElseThrow(
                        () ->
                                ApiFailure.msg(
                                        401,
                                        credential.startsWith(Credentials.TOKEN_PREFIX)
                                                ? "Invalid OAuth token"
                                                : "Invalid API key"));
    }

    private static boolean isLimited(ServerRequest request) {
        return request.method().equals(HttpMethod.POST)
                && request.uri().toString().contains(LIMITED);
    }
}
