package org.postizgateway.mcp.protocol;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.mcp.http.ResponseChannel;

/** Leaves a streamed answer as the body of the exchange, for consumers that cannot stream. */
final class BufferedResponseChannel implements ResponseChannel {

    private final Exchange exchange;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> written = new CompletableFuture<>();
    private boolean open;

    /** Such a consumer tells no more of its response than that the exchange has ended. */
    BufferedResponseChannel(Exchange exchange) {
        this.exchange = exchange;
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onComplete(Exchange ended) {
                                written.complete(true);
                            }

                            @Override
                            public void onFailure(Exchange ended) {
                                written.complete(false);
                            }
                        });
    }

    @Override
    public synchronized void open(int status, Map<String, String> headers) {
        open = true;
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        headers.forEach(exchange.getMessage()::setHeader);
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized boolean write(String piece) {
        text.append(piece);
        return true;
    }

    @Override
    public synchronized void end() {
        exchange.getMessage().setBody(text.toString());
        closed.complete(null);
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
