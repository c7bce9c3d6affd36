package org.postizgateway.mcp.protocol;

import java.util.Map;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.http.ResponseChannel;

/** A stream of server-sent events, each of which holds one JSON-RPC message. */
public final class EventStream implements KeepAlive.Idle {

    private final ResponseChannel channel;
    private volatile long lastWrite = System.nanoTime();

    EventStream(ResponseChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends a message.
     *
     * @return false when the caller is gone or does not keep up
     */
    public boolean send(Map<String, Object> message) {
        return write("event: message\ndata: " + Json.write(message) + "\n\n");
    }

    @Override
    public void keepAlive(long idleNanos) {
        if (System.nanoTime() - lastWrite >= idleNanos) {
            write(": keep-alive\n\n");
        }
    }

    @Override
    public boolean isStream() {
        return true;
    }

    private boolean write(String text) {
        lastWrite = System.nanoTime();
        return channel.write(text);
    }

    public void close() {
        channel.end();
    }
}
