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
    private final Timeouts.Timeout timeout;

    Deadline(Duration time, ExecRuntime connection) {
        this.time = time;
        this.timeout =
                Timeouts.after(
                        time,
                        () -> {
                            if (end.completeExceptionally(new TimeoutException())) {
                                connection.discardEndpoint();
                            }
                        });
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
        timeout.cancel();
        end.complete(null);
    }
}
