package org.postizgateway.mcp.http.body;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.postizgateway.mcp.http.head.Refusal;
import org.postizgateway.mcp.limit.FairExecutor;

/**
 * Reads the body of a Vert.x request that is paused. What it holds is counted before it comes: the
 * announced length at once, chunks as they arrive.
 */
public final class VertxRequestBody implements RequestBody {

    /** Timers count from 0. */
    private static final long NO_TIMER = -1;

    private static final int CHUNK_SHARE = 64 * 1024;

    private final HttpServerRequest request;
    private final BodyShares shares;
    private final FairExecutor executor;
    private final Vertx vertx;
    private final Context context;
    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private String owner;
    private long counted;
    private BodyShares countedOn;
    private long timer = NO_TIMER;
    private boolean released;

    /**
     * To be called on the event loop of the request.
     *
     * @param executor runs what waits for the body
     */
    public VertxRequestBody(
            Vertx vertx, HttpServerRequest request, BodyShares shares, FairExecutor executor) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.request = request;
        this.shares = shares;
        this.executor = executor;
    }

    /** Whether there is a body at all. */
    public boolean isPresent() {
        return request.headers().contains("Transfer-Encoding") || announced() > 0;
    }

    private long announced() {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    @Override
    public CompletionStage<byte[]> read(String owner) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        bytes.whenComplete((body, failure) -> handOver(owner, result, body, failure));
        context.runOnContext(nothing -> begin(owner));
        return result;
    }

    /**
     * Puts the body into a new file instead; in place of {@link #read}, and once.
     *
     * @param length how many bytes it has to have
     * @param disk bounds of the bytes in files, on which it counts until the end of the answer
     * @return completes as that of {@link #read}
     */
    CompletionStage<Path> store(String owner, long length, Path file, BodyShares disk) {
        CompletableFuture<Path> result = new CompletableFuture<>();
        CompletableFuture<Path> stored = new CompletableFuture<>();
        stored.whenComplete((path, failure) -> handOver(owner, result, path, failure));
        context.runOnContext(
                nothing ->
                        beginStoring(owner, length, disk)
                                .ifPresentOrElse(
                                        refusal ->
                                                stored.completeExceptionally(
                                                        new BodyRefusedException(refusal)),
                                        () ->
                                                new FileTransfer(vertx, request, length)
                                                        .to(file, disk.limits().time(), disk::late)
                                                        .whenComplete(
                                                                (path, failure) ->
                                                                        settle(
                                                                                stored, path,
                                                                                failure))));
        return result;
    }

    private Optional<Refusal> beginStoring(String owner, long length, BodyShares disk) {
        if (request.response().closed() || request.isEnded() && length > 0) {
            return Optional.of(Refusal.left());
        }
        if (isAnnounced() && announced() != length) {
            return Optional.of(
                    Refusal.of(
                            announced() > length ? 413 : 400,
                            "The body has %d bytes, not the %d announced"
                                    .formatted(announced(), length)));
        }
        return count(owner, length, disk);
    }

    private boolean isAnnounced() {
        return request.headers().contains("Content-Length");
    }

    private static <T> void settle(CompletableFuture<T> future, T value, Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }

    /** Answers the request in place of its route. */
    void answer(Refusal refusal) {
        refusal.answer(request);
    }

    private <T> void handOver(
            String owner, CompletableFuture<T> result, T body, Throwable failure) {
        Runnable task = () -> settle(result, body, failure);
        Runnable rejected =
                () -> result.completeExceptionally(later(503, "Too many calls at once; retry"));
        try {
            if (owner.isEmpty()) {
                executor.execute(task);
            } else {
                executor.execute(owner, task, rejected);
            }
        } catch (FairExecutor.ShareExceededException e) {
            result.completeExceptionally(later(429, "Too many calls of yours at once; retry"));
        } catch (RejectedExecutionException e) {
            rejected.run();
        }
    }

    private static BodyRefusedException later(int status, String reason) {
        return new BodyRefusedException(Refusal.later(status, reason, 1));
    }

    private void begin(String owner) {
        // A reset ends the request a moment before the connection counts as closed; one that is
        // paused ends in no other way.
        if (request.response().closed() || request.isEnded()) {
            left();
            return;
        }
        this.owner = owner;
        if (announced() > shares.limits().longest()) {
            refuse(tooLarge());
            return;
        }
        if (!count(announced())) {
            return;
        }
        timer = vertx.setTimer(shares.limits().time().toMillis(), expired -> late());
        request.exceptionHandler(failure -> left());
        request.endHandler(nothing -> complete());
        request.handler(this::take);
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer part) {
        if (bytes.isDone()) {
            return;
        }
        long length = (long) received.size() + part.length();
        if (length > shares.limits().longest()) {
            refuse(tooLarge());
        } else if (length <= counted || count(next(length))) {
            received.writeBytes(part.getBytes());
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "The body is larger than " + shares.limits().longest() + " bytes");
    }

    /**
     * Bytes to count for a body that is longer than what was counted: some of those to come too.
     */
    private long next(long length) {
        long some = Math.max(CHUNK_SHARE, length - counted);
        return Math.min(some, shares.limits().longest() - counted);
    }

    /** Counts bytes on the share of the caller, or refuses the body. */
    private synchronized boolean count(long amount) {
        if (released) {
            return false;
        }
        Optional<Refusal> refusal = count(owner, amount, shares);
        refusal.ifPresent(this::refuse);
        return refusal.isEmpty();
    }

    private synchronized Optional<Refusal> count(String owner, long amount, BodyShares on) {
        if (released) {
            return Optional.of(Refusal.left());
        }
        Optional<Refusal> refusal = on.take(owner, amount);
        if (refusal.isEmpty()) {
            this.owner = owner;
            this.countedOn = on;
            counted += amount;
        }
        return refusal;
    }

    private void complete() {
        vertx.cancelTimer(timer);
        bytes.complete(received.toByteArray());
        received.reset();
    }

    private void late() {
        shares.late();
        refuse(Refusal.late(shares.limits().time()));
    }

    /** Nobody reads the answer, but whoever waits for the body has to go on. */
    private void left() {
        refuse(Refusal.left());
    }

    private void refuse(Refusal refusal) {
        vertx.cancelTimer(timer);
        received.reset();
        bytes.completeExceptionally(new BodyRefusedException(refusal));
    }

    /** Gives back the share of the caller; nothing more is counted. */
    public synchronized void release() {
        if (!released && counted > 0) {
            countedOn.giveBack(owner, counted);
        }
        released = true;
    }
}
