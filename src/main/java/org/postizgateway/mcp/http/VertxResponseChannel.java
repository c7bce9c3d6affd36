package org.postizgateway.mcp.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Streams over a Vert.x response. A peer that does not read is cut off rather than buffered for.
 */
final class VertxResponseChannel implements ResponseChannel {

    /** Unsent bytes at which the peer counts as not keeping up. */
    private static final int MAX_UNSENT_BYTES = 1 << 20;

    private final HttpServerResponse response;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean open;

    VertxResponseChannel(RoutingContext context) {
        this.response = context.response();
        context.addEndHandler(end -> closed.complete(null));
    }

    @Override
    public void open(int status, Map<String, String> headers) {
        open = true;
        response.setStatusCode(status).setChunked(true).setWriteQueueMaxSize(MAX_UNSENT_BYTES);
        headers.forEach(response::putHeader);
        response.writeHead();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean write(String text) {
        if (closed.isDone() || response.ended()) {
            return false;
        }
        if (response.writeQueueFull()) {
            response.reset();
            closed.complete(null);
            return false;
        }
        response.write(text);
        return true;
    }

    @Override
    public void end() {
        if (!closed.isDone() && !response.ended()) {
            response.end();
        }
    }

    @Override
    public CompletionStage<Void> closed() {
        return closed;
    }
}
