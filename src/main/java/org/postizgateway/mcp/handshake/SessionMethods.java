package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.method.Method;
import org.postizgateway.mcp.protocol.WatchedResources;

/** The methods that only the revisions with sessions have. */
final class SessionMethods {

    private SessionMethods() {}

    static Optional<Method> find(Session session, String name) {
        return Optional.ofNullable(
                switch (name) {
                    case McpSchema.METHOD_PING -> request -> empty();
                    case McpSchema.METHOD_LOGGING_SET_LEVEL ->
                            request -> setLevel(session, request);
                    case McpSchema.METHOD_RESOURCES_SUBSCRIBE ->
                            request -> subscribe(session, request);
                    case McpSchema.METHOD_RESOURCES_UNSUBSCRIBE ->
                            request -> {
                                session.subscriptions().remove(request.requiredString("uri"));
                                return empty();
                            };
                    default -> null;
                });
    }

    private static CompletionStage<Map<String, Object>> setLevel(
            Session session, McpRequest request) {
        String level = request.requiredString("level");
        try {
            session.sdk()
                    .setMinLoggingLevel(
                            McpSchema.LoggingLevel.valueOf(level.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw McpRequest.invalidParams(
                    "params.level must be one of debug, info, notice, warning, error, critical, alert,"
                            + " emergency");
        }
        return empty();
    }

    private static CompletionStage<Map<String, Object>> subscribe(
            Session session, McpRequest request) {
        String uri = request.requiredString("uri");
        Set<String> watched = new HashSet<>(session.subscriptions());
        watched.add(uri);
        WatchedResources.check(watched);
        session.subscriptions().add(uri);
        return empty();
    }

    private static CompletionStage<Map<String, Object>> empty() {
        return CompletableFuture.completedFuture(new LinkedHashMap<>());
    }
}
