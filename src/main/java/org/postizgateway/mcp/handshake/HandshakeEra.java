package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.method.Method;
import org.postizgateway.mcp.server.Answer;
import org.postizgateway.mcp.server.EventStream;
import org.postizgateway.mcp.server.Failures;
import org.postizgateway.mcp.server.HttpCall;
import org.postizgateway.mcp.server.JsonRpc;
import org.postizgateway.mcp.server.KeepAlive;
import org.postizgateway.mcp.server.ProtocolEra;
import org.postizgateway.mcp.server.ServerSettings;

/**
 * The revisions that begin with {@code initialize}: 2024-11-05 to 2025-11-25. A session adds only
 * what needs a live channel. Ordinary requests without one, or with one that this process does not
 * know, are served all the same, so that no caller depends on a replica or on a restart.
 */
public final class HandshakeEra implements ProtocolEra {

    private static final String SESSION_HEADER = "Mcp-Session-Id";
    private static final String VERSION_HEADER = "MCP-Protocol-Version";

    private static final List<String> VERSIONS =
            List.of(
                    ProtocolVersions.MCP_2025_11_25,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2024_11_05);

    private final ServerSettings settings;
    private final FeatureMethods features;
    private final Sessions sessions;
    private final KeepAlive keepAlive;
    private final ListChanges listChanges;

    public HandshakeEra(
            ServerSettings settings,
            FeatureRegistry registry,
            FeatureMethods features,
            Sessions sessions,
            KeepAlive keepAlive,
            ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.features = features;
        this.sessions = sessions;
        this.keepAlive = keepAlive;
        this.listChanges = new ListChanges(registry, settings.tags(), sessions, scheduler);
    }

    @Override
    public boolean speaks(HttpCall http, JsonRpc message) {
        return true;
    }

    @Override
    public void post(HttpCall http, JsonRpc message) {
        if (refusesVersion(http)) {
            return;
        }
        if (message instanceof JsonRpc.Request request
                && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(http, request);
            return;
        }
        String id = http.header(SESSION_HEADER);
        if (id != null && sessions.hasEnded(id)) {
            sessionGone(http, message);
            return;
        }
        Optional<Session> session =
                Optional.ofNullable(id).flatMap(known -> sessions.find(known, http.caller()));
        if (message instanceof JsonRpc.Request request) {
            request(http, request, session);
        } else if (message instanceof JsonRpc.Notification notification) {
            session.ifPresent(known -> notified(known, notification));
            http.reply(202);
        } else if (message instanceof JsonRpc.Response response) {
            answered(http, response, session);
        }
    }

    private boolean refusesVersion(HttpCall http) {
        String version = http.header(VERSION_HEADER);
        if (version == null || VERSIONS.contains(version)) {
            return false;
        }
        http.reply(
                400,
                JsonRpc.error(
                        null,
                        ErrorCodes.INVALID_REQUEST,
                        "Unsupported protocol version in MCP-Protocol-Version; supported are "
                                + String.join(", ", VERSIONS),
                        null));
        return true;
    }

    private void initialize(HttpCall http, JsonRpc.Request request) {
        if (!(request.params().get("protocolVersion") instanceof String wanted)) {
            http.reply(
                    200,
                    JsonRpc.error(
                            request.id(),
                            ErrorCodes.INVALID_PARAMS,
                            "params.protocolVersion must be a string",
                            null));
            return;
        }
        String version = VERSIONS.contains(wanted) ? wanted : VERSIONS.get(0);
        @SuppressWarnings("unchecked")
        Map<String, Object> capabilities =
                request.params().get("capabilities") instanceof Map<?, ?> declared
                        ? (Map<String, Object>) declared
                        : Map.of();
        Session session =
                Session.begin(
                        http.caller(), version, capabilities, settings.clientRequestTimeout());
        sessions.add(session);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("protocolVersion", version);
        result.put("capabilities", settings.capabilities());
        result.put("serverInfo", settings.serverInfo());
        settings.addInstructions(result);
        http.addHeader(SESSION_HEADER, session.id());
        new Answer(http, keepAlive).finish(200, JsonRpc.result(request.id(), result));
    }

    private void request(HttpCall http, JsonRpc.Request request, Optional<Session> known) {
        Session session =
                known.orElseGet(
                        () ->
                                Session.begin(
                                        http.caller(),
                                        ProtocolVersions.MCP_2025_03_26,
                                        Map.of(),
                                        settings.clientRequestTimeout()));
        Answer answer = new Answer(http, keepAlive);
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
        HandshakeClient client =
                new HandshakeClient(
                        stream,
                        session.capabilities(),
                        progressToken(request.params()),
                        answer.cancelled());
        McpRequest call =
                new McpRequest(
                        request.method(),
                        request.params(),
                        client,
                        http.caller(),
                        http.carriedProperties());
        method(session, request.method())
                .map(method -> Failures.call(method, call))
                .orElseGet(() -> methodNotFound(request.method()))
                .whenComplete(
                        (result, failure) -> {
                            session.inFlight().remove(request.id());
                            stream.close();
                            answer.finish(200, response(request, result, failure));
                        });
    }

    private Optional<Method> method(Session session, String name) {
        return features.find(name).or(() -> SessionMethods.find(session, name));
    }

    private static CompletionStage<Map<String, Object>> methodNotFound(String method) {
        return java.util.concurrent.CompletableFuture.failedFuture(
                McpError.builder(ErrorCodes.METHOD_NOT_FOUND)
                        .message("Method not found: " + method)
                        .build());
    }

    private static Map<String, Object> response(
            JsonRpc.Request request, Map<String, Object> result, Throwable failure) {
        if (failure != null) {
            McpSchema.JSONRPCResponse.JSONRPCError error =
                    Failures.of(failure, request.method()).getJsonRpcError();
            return JsonRpc.error(request.id(), error.code(), error.message(), error.data());
        }
        if (result.get("structuredContent") instanceof List) {
            // Before 2026-07-28 structured content is an object; the text form carries the list.
            result.remove("structuredContent");
        }
        return JsonRpc.result(request.id(), result);
    }

    private static Object progressToken(Map<String, Object> params) {
        return params.get("_meta") instanceof Map<?, ?> meta ? meta.get("progressToken") : null;
    }

    private void notified(Session session, JsonRpc.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            Optional.ofNullable(notification.params().get("requestId"))
                    .map(session.inFlight()::remove)
                    .ifPresent(Answer::cancel);
        }
    }

    private void answered(HttpCall http, JsonRpc.Response response, Optional<Session> session) {
        if (session.isEmpty()) {
            sessionGone(http, response);
            return;
        }
        McpSchema.JSONRPCResponse message =
                new McpSchema.JSONRPCResponse(
                        "2.0",
                        response.id(),
                        response.message().get("result"),
                        error(response.message().get("error")));
        session.get()
                .sdk()
                .accept(message)
                .subscribe(
                        nothing -> {},
                        failure ->
                                http.reply(
                                        400,
                                        JsonRpc.error(
                                                null,
                                                ErrorCodes.INVALID_REQUEST,
                                                "No question with this id is open",
                                                null)),
                        () -> http.reply(202));
    }

    private static McpSchema.JSONRPCResponse.JSONRPCError error(Object error) {
        if (!(error instanceof Map<?, ?> map)) {
            return null;
        }
        Integer code = map.get("code") instanceof Number number ? number.intValue() : 0;
        return new McpSchema.JSONRPCResponse.JSONRPCError(
                code, String.valueOf(map.get("message")), map.get("data"));
    }

    /** Opens the listening stream of a session (GET). */
    public void listen(HttpCall http) {
        if (refusesVersion(http)) {
            return;
        }
        Optional<Session> session = requiredSession(http);
        if (session.isEmpty()) {
            return;
        }
        if (!http.acceptsEventStream() || !http.canStream()) {
            http.reply(
                    http.canStream() ? 406 : 405,
                    JsonRpc.error(
                            null,
                            ErrorCodes.INVALID_REQUEST,
                            "GET opens an event stream; Accept must allow text/event-stream",
                            null));
            return;
        }
        if (session.get().sdk().hasListeningStream()) {
            http.reply(
                    409,
                    JsonRpc.error(
                            null,
                            ErrorCodes.INVALID_REQUEST,
                            "This session already has a listening stream",
                            null));
            return;
        }
        EventStream events = http.openEventStream();
        McpStreamableServerSessionStream stream =
                session.get()
                        .sdk()
                        .listeningStream(new StreamTransport(events::send, events::close));
        keepAlive.add(events);
        http.onClosed(
                () -> {
                    keepAlive.remove(events);
                    stream.close();
                });
        events.keepAlive(0);
        http.done();
    }

    /** Ends a session (DELETE). */
    public void delete(HttpCall http) {
        if (refusesVersion(http)) {
            return;
        }
        requiredSession(http)
                .ifPresent(
                        session -> {
                            sessions.end(session);
                            http.reply(204);
                        });
    }

    private Optional<Session> requiredSession(HttpCall http) {
        String id = http.header(SESSION_HEADER);
        if (id == null) {
            http.reply(
                    400,
                    JsonRpc.error(
                            null, ErrorCodes.INVALID_REQUEST, "Mcp-Session-Id is missing", null));
            return Optional.empty();
        }
        Optional<Session> session = sessions.find(id, http.caller());
        if (session.isEmpty()) {
            sessionGone(http, null);
        }
        return session;
    }

    private static void sessionGone(HttpCall http, JsonRpc message) {
        Object id = message instanceof JsonRpc.Request request ? request.id() : null;
        http.reply(
                404,
                JsonRpc.error(
                        id,
                        ErrorCodes.INVALID_REQUEST,
                        "The session has ended or is unknown; begin a new one with initialize",
                        null));
    }

    public long sessionCount() {
        return sessions.count();
    }

    @Override
    public void stop() {
        listChanges.stop();
        sessions.close();
    }
}
