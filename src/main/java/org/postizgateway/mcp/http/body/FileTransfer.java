package org.postizgateway.mcp.http.body;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.mcp.http.head.Refusal;

/**
 * The way of a body of known length into a file. The caller sends no faster than the disk takes it,
 * so little of it is in memory. To be used on the event loop of the request.
 */
final class FileTransfer {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long length;
    private final CompletableFuture<Path> end = new CompletableFuture<>();
    private long received;

    /**
     * @param length how many bytes the body has to have
     */
    FileTransfer(Vertx vertx, HttpServerRequest request, long length) {
        this.vertx = vertx;
        this.request = request;
        this.length = length;
    }

    /**
     * @return fails with a {@link BodyRefusedException} when the body has another length, is late,
     *     or cannot be kept
     */
    CompletableFuture<Path> to(Path path, Duration time, Runnable late) {
        long timer =
                vertx.setTimer(
                        time.toMillis(),
                        expired -> {
                            late.run();
                            refuse(Refusal.late(time));
                        });
        end.whenComplete((any, failure) -> vertx.cancelTimer(timer));
        request.exceptionHandler(failure -> refuse(Refusal.left()));
        vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setRead(false).setCreateNew(true))
                .onSuccess(file -> receive(file, path))
                .onFailure(failure -> refuse(noRoom()));
        return end;
    }

    private void receive(AsyncFile file, Path path) {
        end.whenComplete((any, failure) -> drop(file, path, failure));
        if (request.isEnded()) {
            refuse(Refusal.left());
        }
        if (end.isDone()) {
            return;
        }
        file.exceptionHandler(failure -> refuse(noRoom()));
        request.handler(part -> take(part, file));
        request.endHandler(nothing -> complete(file, path));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer part, AsyncFile file) {
        received += part.length();
        if (end.isDone()) {
            return;
        }
        if (received > length) {
            refuse(Refusal.of(413, "The body is larger than the " + length + " bytes announced"));
            return;
        }
        file.write(part);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(nothing -> request.resume());
        }
    }

    private void complete(AsyncFile file, Path path) {
        if (received < length) {
            refuse(
                    Refusal.of(
                            400,
                            "The body has %d bytes of the %d announced"
                                    .formatted(received, length)));
            return;
        }
        // It ends when all that was written is in the file.
        file.close().onSuccess(nothing -> end.complete(path)).onFailure(any -> refuse(noRoom()));
    }

    /** Whoever waits for the file may have been told already that there is none. */
    private void drop(AsyncFile file, Path path, Throwable failure) {
        if (failure != null) {
            file.close().onComplete(closed -> vertx.fileSystem().delete(path.toString()));
        }
    }

    private static Refusal noRoom() {
        return Refusal.later(507, "The gateway cannot keep the body: its disk may be full", 60);
    }

    private void refuse(Refusal refusal) {
        end.completeExceptionally(new BodyRefusedException(refusal));
        // What still comes is not kept.
        request.resume();
    }
}
