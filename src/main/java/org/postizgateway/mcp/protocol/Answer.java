package org.postizgateway.mcp.protocol;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The answer to one JSON-RPC request: a JSON document when there is only a response, an event
 * stream as soon as anything goes before it or the response takes its time.
 */
public final class Answer implements KeepAlive.Idle {

    private final HttpCall http;
    private final KeepAlive keepAlive;
    private final long started = System.nanoTime();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
    private EventStream stream;
    private boolean finished;

    Answer(HttpCall http, KeepAlive keepAlive) {
        this.http = http;
        this.keepAlive = keepAlive;
        keepAlive.add(this);
        http.onClosed(this::callerLeft);
    }

    /**
     * Sends a notification or request before the response; dropped when the caller takes no stream.
     */
    public synchronized void send(Map<String, Object> message) {
        if (!finished && openStream() && !stream.send(message)) {
            callerLeft();
        }
    }

    /**
     * Sends the response and ends the answer. The status counts only if nothing was streamed
     * before.
     */
    public synchronized void finish(int status, Map<String, Object> response) {
        if (!end()) {
            return;
        }
        try {
            deliver(status, response);
        } catch (IllegalArgumentException unwritable) {
            answered.complete(false);
            deliver(status, Failures.unwritable(response.get("id"), unwritable));
        }
        http.written().thenAccept(answered::complete);
    }

    /**
     * Sends the response while the work goes on. {@link #finish} would have it sent only when the
     * thread that works is free.
     */
    public synchronized void finishEarly(Map<String, Object> response) {
        if (!end()) {
            return;
        }
        answered.complete(false);
        if (stream == null && takesDocument()) {
            http.replyAtOnce(response);
        } else {
            deliver(200, response);
        }
    }

    private void deliver(int status, Map<String, Object> response) {
        if (stream == null && (takesDocument() || status != 200)) {
            http.reply(status, response);
            return;
        }
        openStream();
        stream.send(response);
        stream.close();
        http.done();
    }

    private boolean takesDocument() {
        return http.acceptsJson() || !http.acceptsEventStream();
    }

    /** Ends the answer without a response, as for a request that the caller cancelled. */
    public synchronized void cancel() {
        boolean unanswered = end();
        cancelled.complete(null);
        if (!unanswered) {
            return;
        }
        answered.complete(false);
        if (stream == null && !http.acceptsEventStream()) {
            http.reply(204);
            return;
        }
        openStream();
        stream.close();
        http.done();
    }

    /** Completes when the caller cancelled the request or left before the response. */
    public CompletionStage<Void> cancelled() {
        return cancelled;
    }

    /**
     * Completes when it is known whether the outcome of the work went out to the caller's
     * connection: not when the caller had left, had cancelled, or was answered before the end.
     */
    public CompletionStage<Boolean> answered() {
        return answered;
    }

    @Override
    public synchronized void keepAlive(long idleNanos) {
        if (finished) {
            return;
        }
        if (stream != null) {
            stream.keepAlive(idleNanos);
        } else if (System.nanoTime() - started >= idleNanos && openStream()) {
            stream.keepAlive(0);
        }
    }

    @Override
    public synchronized boolean isStream() {
        return stream != null;
    }

    /** Whether what is sent before the response reaches the caller before it. */
    public boolean canStream() {
        return http.canStream() && http.acceptsEventStream();
    }

    private boolean openStream() {
        if (stream == null && http.acceptsEventStream()) {
            stream = http.openEventStream();
        }
        return stream != null;
    }

    private void callerLeft() {
        boolean early;
        synchronized (this) {
            early = end();
        }
        if (early) {
            answered.complete(false);
            cancelled.complete(null);
            http.done();
        }
    }

    private boolean end() {
        if (finished) {
            return false;
        }
        finished = true;
        keepAlive.remove(this);
        return true;
    }
}
