package org.postizgateway.config.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.postizgateway.mcp.Timeouts;

/** Tears a connection down when its time is over, so that whoever reads from it goes on. */
final class Deadline implements AutoCloseable {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Duration time;
    private final ExecRuntime connection;
    private volatile long begun = System.nanoTime();
    private volatile Timeouts.Timeout timeout;

    Deadline(Duration time, ExecRuntime connection) {
        this.time = time;
        this.connection = connection;
        this.timeout = Timeouts.after(time, this::due);
    }

    /** Its time begins anew. */
    void restart() {
        begun = System.nanoTime();
    }

    private void due() {
        Duration left = time.minusNanos(System.nanoTime() - begun);
        if (left.compareTo(Duration.ZERO) > 0) {
            timeout = Timeouts.after(left, this::due);
            if (end.isDone()) {
                timeout.cancel();
            }
        } else if (end.completeExceptionally(new TimeoutException())) {
            connection.discardEndpoint();
        }
    }

    /** What a read failed of: of the deadline, or by itself. */
    IOException reason(IOException failure) {
        if (!end.isCompletedExceptionally()) {
            return failure;
        }
        InterruptedIOException late =
                new InterruptedIOException("The answer takes longer than " + time);
        late.initCause(failure);
        return late;
    }

    /** Runs an action when nothing is read any more, or the time is over. */
    void afterwards(Runnable action) {
        end.whenComplete((nothing, late) -> action.run());
    }

    /** Nothing is read any more. */
    @Override
    public void close() {
        end.complete(null);
        timeout.cancel();
    }
}
