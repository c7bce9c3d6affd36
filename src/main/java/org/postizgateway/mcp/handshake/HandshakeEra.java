package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.protocol.Answer;
import org.postizgateway.mcp.protocol.Failures;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.KeepAlive;
import org.postizgateway.mcp.protocol.ProgressToken;
import org.postizgateway.mcp.protocol.ProtocolEra;
import org.postizgateway.mcp.protocol.ServerSettings;

/**
 * The revisions that begin with {@code initialize}: 2024-11-05 to 2025-11-25. A session adds only
 * what needs a live channel. Ordinary requests without one, or with one that this process does not
 * know, are served all the same, so that no caller depends on a replica or on a restart.
 */
public final class HandshakeEra implements ProtocolEra {

    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    private static final String CANCELLED = "notifications/cancelled";

    private final ServerSettings settings;
    private final FeatureMethods features;
    private final Sessions sessions;
    private final KeepAlive keepAlive;
    private final SessionLifecycle lifecycle;

    public HandshakeEra(
            ServerSettings settings,
            FeatureMethods features,
            Sessions sessions,
            KeepAlive keepAlive) {
        this.settings = settings;
        this.features = features;
        this.sessions = sessions;
        this.keepAlive = keepAlive;
        this.lifecycle = new SessionLifecycle(settings, sessions, keepAlive);
    }

    @Override
    public boolean speaks(HttpCall http, JsonRpc message) {
        return true;
    }

    @Override
    public void post(HttpCall http, JsonRpc message) {
        if (!negotiates(message) && refusesVersion(http, 400)) {
            return;
        }
        String id = http.header(SessionLifecycle.SESSION_HEADER);
        boolean ended = id != null && sessions.hasEnded(id);
        Optional<Session> session =
                Optional.ofNullable(id).flatMap(known -> sessions.find(known, http.caller()));
        if (message instanceof JsonRpc.Request request) {
            if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                lifecycle.initialize(http, request);
            } else if (ended) {
                SessionLifecycle.gone(http, request.id());
            } else {
                serve(http, request, session);
            }
        } else if (ended) {
            SessionLifecycle.gone(http, null);
        } else if (message instanceof JsonRpc.Notification notification) {
            session.ifPresent(known -> notified(known, notification));
            http.reply(202);
        } else if (message instanceof JsonRpc.Response response) {
            session.ifPresentOrElse(
                    known -> answered(http, response, known),
                    () -> SessionLifecycle.gone(http, null));
        }
    }

    /** A handshake says in its body which revision it asks for. */
    private static boolean negotiates(JsonRpc message) {
        return message instanceof JsonRpc.Request request
                && request.method().equals(McpSchema.METHOD_INITIALIZE);
    }

    private static boolean refusesVersion(HttpCall http, int status) {
        String version = http.header(VERSION_HEADER);
        if (version == null || Versions.ALL.contains(version)) {
            return false;
        }
        http.addHeader("Allow", "POST");
        http.reply(
                status,
                JsonRpc.error(
                        null,
                        ErrorCodes.INVALID_REQUEST,
                        "Not served with this MCP-Protocol-Version; supported are "
                                + String.join(", ", Versions.ALL),
                        null));
        return true;
    }

    /** GET and DELETE exist in these revisions only (MCP 2026-07-28, backward compatibility). */
    private static boolean isOfAnotherEra(HttpCall http) {
        return refusesVersion(http, 405);
    }

    private void serve(HttpCall http, JsonRpc.Request request, Optional<Session> known) {
        Session session =
                known.orElseGet(
                        () ->
                                Session.begin(
                                        http.caller(),
                                        Versions.WITHOUT_HEADER,
                                        Map.of(),
                                        settings.clientRequestTimeout()));
        Answer answer = http.answer(keepAlive);
        if (session.inFlight().putIfAbsent(request.id(), answer) != null) {
            answer.finish(
                    400,
                    JsonRpc.error(
                            request.id(),
                            ErrorCodes.INVALID_REQUEST,
                            "A request with this id is still being served in this session",
                            null));
            return;
        }
        McpStreamableServerSessionStream stream =
                session.sdk().responseStream(new StreamTransport(answer::send, () -> {}));
        McpRequest call =
                new McpRequest(
                        request.method(),
                        request.params(),
                        new HandshakeClient(
                                stream,
                                session.capabilities(),
                                ProgressToken.of(request.params()),
                                request,
                                answer),
                        http.caller(),
                        http.carriedProperties());
        features.find(request.method())
                .or(() -> SessionMethods.find(session, request.method()))
                .map(method -> Failures.call(method, call))
                .orElseGet(
                        () ->
                                CompletableFuture.failedFuture(
                                        Failures.methodNotFound(request.method())))
                .whenComplete(
                        (result, failure) -> {
                            session.inFlight().remove(request.id(), answer);
                            stream.close();
                            answer.finish(200, HandshakeClient.response(request, result, failure));
                        });
    }

    private static void notified(Session session, JsonRpc.Notification notification) {
        if (notification.method().equals(CANCELLED)) {
            Optional.ofNullable(notification.params().get("requestId"))
                    .map(session.inFlight()::remove)
                    .ifPresent(Answer::cancel);
        }
    }

    private static void answered(HttpCall http, JsonRpc.Response response, Session session) {
        if (!(response.id() instanceof String)) {
            // The SDK asks under ids that are strings and fails for a number of any size.
            refuseAnswer(http);
            return;
        }
        McpSchema.JSONRPCResponse message =
                new McpSchema.JSONRPCResponse(
                        "2.0",
                        response.id(),
                        response.message().get("result"),
                        error(response.message().get("error")));
        session.sdk()
                .accept(message)
                .subscribe(nothing -> {}, failure -> refuseAnswer(http), () -> http.reply(202));
    }

    private static void refuseAnswer(HttpCall http) {
        http.reply(
                400,
                JsonRpc.error(
                        null,
                        ErrorCodes.INVALID_REQUEST,
                        "No question with this id is open",
                        null));
    }

    private static JSONRPCError error(Object error) {
        if (!(error instanceof Map<?, ?> map)) {
            return null;
        }
        Integer code = map.get("code") instanceof Number number ? number.intValue() : 0;
        return new JSONRPCError(code, String.valueOf(map.get("message")), map.get("data"));
    }

    /** Opens the listening stream of a session (GET). */
    public void listen(HttpCall http) {
        if (!isOfAnotherEra(http)) {
            lifecycle.listen(http);
        }
    }

    /** Ends a session (DELETE). */
    public void delete(HttpCall http) {
        if (!isOfAnotherEra(http)) {
            lifecycle.delete(http);
        }
    }
}
