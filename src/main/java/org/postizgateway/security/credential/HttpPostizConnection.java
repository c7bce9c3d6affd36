package org.postizgateway.security.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.postizgateway.security.upstream.PostizAnswer;
import org.postizgateway.security.upstream.PostizHttp;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Asks {@code GET /public/v1/is-connected}, which wants the raw credential; where an instance
 * serves nothing but MCP ({@code MCP_ONLY}, 404 here) a {@code ping} of its {@code /mcp}, which
 * wants {@code Bearer}. A 401 without a {@code msg} is a database in trouble, not a wrong key.
 */
public final class HttpPostizConnection implements PostizConnection {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPostizConnection.class);
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final PostizHttp http;
    private final String setting;
    private final URI isConnected;
    private final URI mcp;

    public HttpPostizConnection(PostizHttp http, PostizInstance postiz) {
        this.http = http;
        this.setting = postiz.setting();
        this.isConnected = URI.create(postiz.url() + "/public/v1/is-connected");
        this.mcp = URI.create(postiz.url() + "/mcp");
    }

    @Override
    public CredentialStatus check(String credential) {
        PostizAnswer answer = http.get(isConnected, Map.of(HttpHeaders.AUTHORIZATION, credential));
        return switch (answer.status()) {
            case 200 -> connected(answer);
            case 401 -> refused(answer);
            case 404 -> ping(credential);
            default -> throw unexpected(isConnected, answer);
        };
    }

    private CredentialStatus connected(PostizAnswer answer) {
        if (answer.json().path("connected").asBoolean()) {
            return CredentialStatus.VALID;
        }
        throw unexpected(isConnected, answer);
    }

    private CredentialStatus refused(PostizAnswer answer) {
        JsonNode reason = answer.json().path("msg");
        if (reason.isTextual()) {
            return reason.asText().startsWith("No subscription")
                    ? CredentialStatus.WITHOUT_SUBSCRIPTION
                    : CredentialStatus.UNKNOWN;
        }
        if (answer.body().isBlank()) {
            LOG.warn("GET {} answered 401 without a reason", isConnected);
            throw PostizUnavailableException.later(
                    "Postiz cannot look up credentials, most likely because its database is in"
                            + " trouble.");
        }
        throw unexpected(isConnected, answer);
    }

    private CredentialStatus ping(String credential) {
        PostizAnswer answer =
                http.post(
                        mcp,
                        Map.of(
                                HttpHeaders.AUTHORIZATION,
                                "Bearer " + credential,
                                HttpHeaders.CONTENT_TYPE,
                                MediaType.APPLICATION_JSON_VALUE,
                                HttpHeaders.ACCEPT,
                                "application/json, text/event-stream"),
                        PING);
        if (answer.status() == 401) {
            return CredentialStatus.UNKNOWN;
        }
        if (answer.status() == 200 && answer.body().contains("\"jsonrpc\"")) {
            return CredentialStatus.VALID;
        }
        throw unexpected(mcp, answer);
    }

    private PostizUnavailableException unexpected(URI uri, PostizAnswer answer) {
        LOG.warn(
                "{} answered {} {} instead of what Postiz answers",
                uri,
                answer.status(),
                answer.headers().getFirst(HttpHeaders.CONTENT_TYPE));
        if (answer.isServerError() || answer.status() == 429) {
            return PostizUnavailableException.later(
                    "Postiz answered with HTTP status " + answer.status() + ".");
        }
        return PostizUnavailableException.notPostiz(
                setting,
                answer.isRedirect()
                        ? "it answers with a redirect"
                        : "it answers HTTP status "
                                + answer.status()
                                + " with something that is not Postiz's answer");
    }
}
