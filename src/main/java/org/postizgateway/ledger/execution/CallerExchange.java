package org.postizgateway.ledger.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.call.LedgerCall;

/**
 * The exchange of a caller on its way through a ledger policy. It waits without a thread: for a
 * call to end, until its time is up, or until the caller leaves.
 */
final class CallerExchange {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final CallServices services;
    private final Instant deadline;
    private final Optional<CompletableFuture<?>> cancellation;
    private final AtomicBoolean done = new AtomicBoolean();

    CallerExchange(Exchange exchange, AsyncCallback callback, CallServices services) {
        this.exchange = exchange;
        this.callback = callback;
        this.services = services;
        this.deadline = Instant.now().minus(waited(exchange)).plus(services.patience());
        this.cancellation =
                Optional.ofNullable(
                                exchange.getProperty(
                                        CallProperties.CANCELLATION, CompletionStage.class))
                        .map(CompletionStage::toCompletableFuture);
    }

    /** The call's, however many requests it makes: copies of an exchange keep its time. */
    private static Duration waited(Exchange exchange) {
        Supplier<?> waited = exchange.getProperty(CallProperties.WAITED, Supplier.class);
        return waited == null
                ? Duration.ofMillis(exchange.getClock().elapsed())
                : (Duration) waited.get();
    }

    Exchange exchange() {
        return exchange;
    }

    /** An exchange for the steps, which nobody stops who stops this one. */
    Exchange ownFor(Object body) {
        Exchange own = ExchangeHelper.createCorrelatedCopy(exchange, false);
        own.setPattern(ExchangePattern.InOut);
        own.setRouteStop(false);
        own.getMessage().setBody(body);
        return own;
    }

    /** Does something when the caller leaves, or at once when it has. */
    void whenLeft(Runnable step) {
        cancellation.ifPresent(left -> left.thenRunAsync(step, services.workers()));
    }

    boolean isDue() {
        return !Instant.now().isBefore(deadline);
    }

    /**
     * Goes on with the ended call, or with nothing when the time is up or the caller has left.
     *
     * @param end this caller's own copy
     */
    CompletableFuture<Optional<LedgerCall>> await(CompletableFuture<LedgerCall> end) {
        CompletableFuture<Optional<LedgerCall>> answer = end.thenApply(Optional::of);
        cancellation.ifPresent(
                left -> left.whenComplete((any, e) -> answer.complete(Optional.empty())));
        long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
        answer.completeOnTimeout(Optional.empty(), left, TimeUnit.MILLISECONDS);
        return answer;
    }

    /** Goes on with an answer on a thread of the gateway's own. */
    void then(CompletableFuture<Optional<LedgerCall>> answer, Consumer<Optional<LedgerCall>> next) {
        answer.thenAcceptAsync(ended -> guarded(() -> next.accept(ended)), services.workers());
    }

    /** No failure of ours may leave the caller without an end. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    void answer(Object body) {
        exchange.getMessage().setBody(body);
        finish();
    }

    /**
     * @param own the exchange of the steps, if this caller's were made
     */
    void fail(RuntimeException e, Optional<Exchange> own) {
        own.map(steps -> steps.getProperty(CallProperties.UPSTREAM_STATUS))
                .ifPresent(status -> exchange.setProperty(CallProperties.UPSTREAM_STATUS, status));
        fail(e);
    }

    void fail(RuntimeException e) {
        Steps.failWith(exchange, e);
        finish();
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            callback.done(false);
        }
    }
}
