package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.Map;
import java.util.function.Consumer;
import org.postizgateway.mcp.Json;
import reactor.core.publisher.Mono;

/** Carries what the SDK's session sends to a stream of the HTTP response. */
final class StreamTransport implements McpStreamableServerTransport {

    private final Consumer<Map<String, Object>> send;
    private final Runnable close;

    StreamTransport(Consumer<Map<String, Object>> send, Runnable close) {
        this.send = send;
        this.close = close;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
        return sendMessage(message);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> send.accept(unmarshalFrom(message, new TypeRef<>() {})));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return Json.mapper()
                .convertValue(data, Json.mapper().getTypeFactory().constructType(type.getType()));
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(close);
    }

    @Override
    public void close() {
        close.run();
    }
}
