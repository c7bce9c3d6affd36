package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.protocol.EventStream;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.KeepAlive;
import org.postizgateway.mcp.protocol.ServerSettings;

/** Begins sessions, opens their listening streams, and ends them. */
final class SessionLifecycle {

    static final String SESSION_HEADER = "Mcp-Session-Id";

    /** Most JSON, in characters, that a session remembers of what its client can do. */
    private static final int MAX_CAPABILITIES = 16 * 1024;

    private final ServerSettings settings;
    private final Sessions sessions;
    private final KeepAlive keepAlive;

    SessionLifecycle(ServerSettings settings, Sessions sessions, KeepAlive keepAlive) {
        this.settings = settings;
        this.sessions = sessions;
        this.keepAlive = keepAlive;
    }

    void initialize(HttpCall http, JsonRpc.Request request) {
        if (!(request.params().get("protocolVersion") instanceof String wanted)) {
            invalid(http, request, "params.protocolVersion must be a string");
            return;
        }
        Map<String, Object> capabilities = capabilities(request.params().get("capabilities"));
        if (Json.write(capabilities).length() > MAX_CAPABILITIES) {
            invalid(
                    http,
                    request,
                    "params.capabilities are longer than " + MAX_CAPABILITIES + " characters");
            return;
        }
        String version = Versions.negotiate(wanted);
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
        http.answer(keepAlive).finish(200, JsonRpc.result(request.id(), result));
    }

    private static void invalid(HttpCall http, JsonRpc.Request request, String reason) {
        http.reply(200, JsonRpc.error(request.id(), ErrorCodes.INVALID_PARAMS, reason, null));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> capabilities(Object declared) {
        return declared instanceof Map<?, ?> ? (Map<String, Object>) declared : Map.of();
    }

    /** Opens the listening stream (GET). */
    void listen(HttpCall http) {
        Optional<Session> session = required(http);
        if (session.isEmpty()) {
            return;
        }
        if (!http.canStream()) {
            refuse(http, 405, null, "This door cannot stream");
        } else if (!http.acceptsEventStream()) {
            refuse(
                    http,
                    406,
                    null,
                    "GET opens an event stream; Accept must allow text/event-stream");
        } else if (session.get().sdk().hasListeningStream()) {
            refuse(http, 409, null, "This session already has a listening stream");
        } else {
            open(http, session.get());
        }
    }

    private void open(HttpCall http, Session session) {
        EventStream events = http.openEventStream();
        McpStreamableServerSessionStream stream =
                session.sdk().listeningStream(new StreamTransport(events::send, events::close));
        keepAlive.add(events);
        http.onClosed(
                () -> {
                    keepAlive.remove(events);
                    stream.close();
                });
        events.keepAlive(0);
        http.done();
    }

    /** Ends the session (DELETE). */
    void delete(HttpCall http) {
        required(http)
                .ifPresent(
                        session -> {
                            sessions.end(session);
                            http.reply(204);
                        });
    }

    private Optional<Session> required(HttpCall http) {
        String id = http.header(SESSION_HEADER);
        if (id == null) {
            refuse(http, 400, null, SESSION_HEADER + " is missing");
            return Optional.empty();
        }
        Optional<Session> session = sessions.find(id, http.caller());
        if (session.isEmpty()) {
            gone(http, null);
        }
        return session;
    }

    /** Says that a session is not there (any more), so that the client begins a new one. */
    static void gone(HttpCall http, Object requestId) {
        refuse(
                http,
                404,
                requestId,
                "The session has ended or is unknown; begin a new one with initialize");
    }

    private static void refuse(HttpCall http, int status, Object requestId, String reason) {
        http.reply(status, JsonRpc.error(requestId, ErrorCodes.INVALID_REQUEST, reason, null));
    }
}
