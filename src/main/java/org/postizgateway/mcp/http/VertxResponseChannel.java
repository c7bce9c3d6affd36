package org.postizgateway.mcp.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Streams over a Vert.x response. A peer that does not read is cut off rather than buffered for.
 */
final class VertxResponseChannel implements ResponseChannel {

    /** Unsent bytes at which the peer counts as not keeping up. */
    private static final int MAX_UNSENT_BYTES = 1 << 20;

    private final HttpServerResponse response;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> written = new CompletableFuture<>();
    private volatile boolean open;
    private volatile boolean ending;

    VertxResponseChannel(RoutingContext context) {
        this.response = context.response();
        context.addEndHandler(
                end -> {
                    closed.complete(null);
                    if (!ending) {
                        written.complete(false);
                    }
                });
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
        if (closed.isDone() || response.ended()) {
            written.complete(false);
        } else {
            endWith(response::end);
        }
    }

    /**
     * Ends the response.
     *
     * @param last begins to write what is left of it
     */
    void endWith(Supplier<Future<Void>> last) {
        ending = true;
        last.get().onComplete(end -> written.complete(end.succeeded()));
    }

    /** The response is not what the route answered. */
    void failed() {
        written.complete(false);
    }

    @Override
    public CompletionStage<Void> closed() {
        return closed;
    }

    @Override
    public CompletionStage<Boolean> written() {
        return written;
    }
}
