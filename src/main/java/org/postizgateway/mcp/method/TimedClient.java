package org.postizgateway.mcp.method;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.ForwardingClient;
import org.postizgateway.mcp.McpClient;

/**
 * A caller who is answered in time: the call ends for the route when it was given up, as when the
 * caller had left. While people think about a question the time stands still.
 */
final class TimedClient extends ForwardingClient {

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean givenUp;
    private long asking;
    private long askedAt;
    private long askedFor;

    TimedClient(McpClient client) {
        super(client);
        client.cancelled().thenRun(() -> ended.complete(null));
    }

    /** Gives the caller another answer than the route's, and tells the route that nobody waits. */
    void giveUp(CompletionStage<Map<String, Object>> instead) {
        givenUp = true;
        answerEarly(instead);
        ended.complete(null);
    }

    @Override
    public synchronized Duration timeAsked() {
        long open = asking == 0 ? 0 : System.nanoTime() - askedAt;
        return Duration.ofNanos(askedFor + open);
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        begin();
        return super.ask(inputs).whenComplete((answers, failure) -> end());
    }

    private synchronized void begin() {
        if (asking++ == 0) {
            askedAt = System.nanoTime();
        }
    }

    private synchronized void end() {
        if (--asking == 0) {
            askedFor += System.nanoTime() - askedAt;
        }
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return ended;
    }

    /** Of the result of the route, which is not what a call that was given up is answered. */
    @Override
    public CompletionStage<Boolean> answered() {
        return super.answered().thenApply(written -> written && !givenUp);
    }
}
