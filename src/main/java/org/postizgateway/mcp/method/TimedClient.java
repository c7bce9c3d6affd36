package org.postizgateway.mcp.method;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpClient;

/**
 * A caller who is answered in time: the call ends for the route when it was given up, as when the
 * caller had left. While people think about a question the time stands still.
 */
final class TimedClient implements McpClient {

    private final McpClient client;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean givenUp;
    private long asking;
    private long askedAt;
    private long askedFor;

    TimedClient(McpClient client) {
        this.client = client;
        client.cancelled().thenRun(() -> ended.complete(null));
    }

    /** Gives the caller another answer than the route's, and tells the route that nobody waits. */
    void giveUp(CompletionStage<Map<String, Object>> instead) {
        givenUp = true;
        client.answerEarly(instead);
        ended.complete(null);
    }

    /** Nanoseconds that went to questions until now. */
    synchronized long askedFor() {
        return asking == 0 ? askedFor : askedFor + System.nanoTime() - askedAt;
    }

    @Override
    public Map<String, Object> capabilities() {
        return client.capabilities();
    }

    @Override
    public Optional<Object> progressToken() {
        return client.progressToken();
    }

    @Override
    public void progress(Map<String, Object> params) {
        client.progress(params);
    }

    @Override
    public void log(String level, Map<String, Object> params) {
        client.log(level, params);
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        begin();
        return client.ask(inputs).whenComplete((answers, failure) -> end());
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
    public Map<String, Map<String, Object>> unanswered() {
        return client.unanswered();
    }

    @Override
    public boolean takesTasks() {
        return client.takesTasks();
    }

    @Override
    public void answerWithTask(Optional<String> taskId) {
        client.answerWithTask(taskId);
    }

    @Override
    public boolean isAnswered() {
        return client.isAnswered();
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return ended;
    }

    /** Of the result of the route, which is not what a call that was given up is answered. */
    @Override
    public CompletionStage<Boolean> answered() {
        return client.answered().thenApply(written -> written && !givenUp);
    }
}
