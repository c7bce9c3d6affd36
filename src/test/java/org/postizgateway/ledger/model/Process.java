package org.postizgateway.ledger.model;

import java.io.EOFException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A gateway process: its ledger, and its connections to Postiz. */
final class Process {

    private final LedgerNode node;
    private final CompletableFuture<Void> cut = new CompletableFuture<>();
    private volatile PostizModel postiz;

    Process(Processes processes) {
        this.node = processes.node(this);
    }

    LedgerNode node() {
        return node;
    }

    /** Before which Postiz it stands. */
    void standsBefore(PostizModel postiz) {
        this.postiz = postiz;
    }

    PostizModel postiz() {
        return postiz;
    }

    void requireUp() throws EOFException {
        if (cut.isDone()) {
            throw new EOFException();
        }
    }

    /** Waits for Postiz's answer, or for the end of the process. */
    Object await(CompletableFuture<Object> answer)
            throws ExecutionException, InterruptedException, EOFException {
        CompletableFuture.anyOf(answer, cut).get();
        requireUp();
        return answer.get();
    }

    /** Nothing of it reaches the database or Postiz any more. */
    void kill() {
        node.kill();
        cut.complete(null);
    }

    /** Ends it in order, or what is left of it. */
    void stop() {
        node.close();
        cut.complete(null);
    }
}
