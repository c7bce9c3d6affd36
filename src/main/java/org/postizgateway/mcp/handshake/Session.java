package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.mcp.protocol.Answer;

/**
 * A session of one caller: what it declared when it began and what is open now. The SDK's session
 * matches the caller's answers to our questions and carries the listening stream.
 *
 * @param owner name of the principal that began it; empty when the door does not authenticate
 * @param capabilities what the caller declared
 * @param inFlight the answers being worked on, by JSON-RPC id
 * @param subscriptions URIs of resources whose changes are reported
 */
record Session(
        McpStreamableServerSession sdk,
        Optional<String> owner,
        String protocolVersion,
        Map<String, Object> capabilities,
        Map<Object, Answer> inFlight,
        Set<String> subscriptions) {

    static Session begin(
            Optional<Principal> caller,
            String protocolVersion,
            Map<String, Object> capabilities,
            Duration clientRequestTimeout) {
        McpStreamableServerSession sdk =
                new McpStreamableServerSession(
                        UUID.randomUUID().toString(),
                        McpSchema.ClientCapabilities.builder().build(),
                        new McpSchema.Implementation("client", "unknown"),
                        clientRequestTimeout,
                        Map.of(),
                        Map.of());
        return new Session(
                sdk,
                caller.map(Principal::getName),
                protocolVersion,
                capabilities,
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet());
    }

    String id() {
        return sdk.getId();
    }

    boolean belongsTo(Optional<Principal> caller) {
        return owner.equals(caller.map(Principal::getName));
    }

    /** Tells the caller something on its listening stream; lost when it has none open. */
    void notifyListener(String method, Map<String, Object> params) {
        sdk.sendNotification(method, params).subscribe(nothing -> {}, failure -> {});
    }
}
