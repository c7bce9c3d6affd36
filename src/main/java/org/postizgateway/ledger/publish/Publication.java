package org.postizgateway.ledger.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Failure;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.Verdict;
import org.postizgateway.ledger.publish.PublishOncePolicy.Services;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One exchange on its way through {@code publishOnce}. Holds no thread while it waits. */
final class Publication {

    private static final Duration JOIN_SLICE = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Call call;
    private final AsyncProcessor steps;
    private final Services services;
    private final Instant deadline;
    private boolean lookedAgain;
    private final AtomicBoolean done = new AtomicBoolean();

    Publication(
            Exchange exchange,
            AsyncCallback callback,
            Call call,
            AsyncProcessor steps,
            Services services) {
        this.exchange = exchange;
        this.callback = callback;
        this.call = call;
        this.steps = steps;
        this.services = services;
        this.deadline = Times.now().plus(services.joinTimeout());
    }

    void begin() {
        guarded(
                () -> {
                    Claim claim = claim();
                    Intent intent = claim.intent();
                    switch (claim.kind()) {
                        case FRESH -> send(intent);
                        case ANSWERED -> answerAgain(intent);
                        case BUSY -> join(intent);
                        case UNSETTLED -> lookFirst(intent);
                    }
                });
    }

    private Claim claim() {
        try {
            return services.journal().claim(call, Call.insists(exchange));
        } catch (DataAccessException | TransactionException e) {
            throw LedgerException.unavailable();
        }
    }

    private void send(Intent intent) {
        services.attempts().start(exchange, intent.id(), 0);
        steps.process(exchange, sync -> guarded(() -> ended(intent)));
    }

    private void ended(Intent intent) {
        Optional<Failure> failure = services.attempts().failureOf(exchange);
        if (failure.isEmpty()) {
            Object result = JsonBody.of(exchange);
            int attempts = services.attempts().failedAttempts(exchange) + 1;
            services.journal().settle(intent, Settlement.created(JsonBody.write(result)), attempts);
            answer(result, IntentState.CREATED);
            return;
        }
        Failure failed = failure.get();
        services.attempts().record(exchange, intent.id(), failed);
        if (failed.verdict() == Verdict.UNCLEAR) {
            services.reconciling()
                    .settle(intent, failed.sentence(), failed.mayStillHappen())
                    .whenComplete(settled(settlement -> conclude(intent, settlement)));
            return;
        }
        settle(intent, Settlement.notCreated(failed.reason(), failed.sentence()));
        exchange.setProperty(CallProperties.OUTCOME, IntentState.NOT_CREATED.code());
        if (Steps.cause(exchange).isEmpty()
                && exchange.getProperty(CallProperties.MCP_ERROR) == null) {
            exchange.setException(new LedgerException(failed.reason(), failed.sentence()));
        }
        finish();
    }

    private void conclude(Intent intent, Settlement settlement) {
        settle(intent, settlement);
        if (settlement.state().exists()) {
            Steps.forgetFailure(exchange);
            exchange.setProperty(CallProperties.RECONCILED, true);
            answer(JsonBody.read(settlement.result().orElseThrow()), settlement.state());
        } else {
            fail(
                    settlement.state(),
                    settlement.reason(),
                    settlement.message(),
                    settlement.result());
        }
    }

    private void lookFirst(Intent intent) {
        services.reconciling()
                .settleNow(intent, "An earlier identical call ended without a known outcome.")
                .whenComplete(
                        settled(
                                settlement -> {
                                    if (settlement.state() == IntentState.NOT_CREATED) {
                                        settle(intent, settlement);
                                        begin();
                                        return;
                                    }
                                    if (settlement.state().exists()) {
                                        markRepeated(intent);
                                    }
                                    conclude(intent, settlement);
                                }));
    }

    private void join(Intent intent) {
        services.journal()
                .settled(intent)
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), JOIN_SLICE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAcceptAsync(first -> guarded(() -> joined(intent, first)), services.workers());
    }

    private void joined(Intent intent, Optional<Intent> first) {
        if (first.isEmpty()) {
            if (Times.now().isBefore(deadline)) {
                begin();
                return;
            }
            throw new LedgerException(
                    Reason.STILL_RUNNING,
                    "An identical call has been running since "
                            + intent.createdAt()
                            + ". Nothing was sent for this one; ask again to get its answer.");
        }
        Intent settled = first.get();
        if (settled.state().exists()) {
            answerAgain(settled);
        } else if (settled.state() == IntentState.UNKNOWN && !lookedAgain) {
            // whoever settled it may have had no credential to look with
            lookedAgain = true;
            begin();
        } else {
            fail(settled.state(), settled.reason(), settled.message(), settled.result());
        }
    }

    private void answerAgain(Intent first) {
        services.metrics().repeated(call.tool());
        exchange.setProperty(CallProperties.CALL_ID, first.id());
        markRepeated(first);
        Object result = JsonBody.read(first.result().orElseThrow());
        answer(result, first.state());
    }

    private void markRepeated(Intent first) {
        exchange.setProperty(CallProperties.REPEATED, true);
        exchange.setProperty(
                CallProperties.FIRST_ANSWERED_AT,
                first.finishedAt().orElseGet(Times::now).toString());
    }

    private void answer(Object result, IntentState state) {
        exchange.setProperty(CallProperties.OUTCOME, state.code());
        exchange.getMessage().setBody(result);
        finish();
    }

    private void fail(
            IntentState state,
            Optional<Reason> reason,
            Optional<String> message,
            Optional<String> result) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("outcome", state.code());
        result.map(JsonBody::read).ifPresent(items -> details.put("found", items));
        exchange.setProperty(CallProperties.OUTCOME, state.code());
        Steps.failWith(
                exchange,
                new LedgerException(
                        reason.orElse(Reason.OUTCOME_UNKNOWN),
                        message.orElse("It is not known whether this exists in Postiz."),
                        details));
        finish();
    }

    private void settle(Intent intent, Settlement settlement) {
        int attempts = Math.max(intent.attempts(), services.attempts().failedAttempts(exchange));
        services.journal().settle(intent, settlement, attempts);
    }

    private BiConsumer<Settlement, Throwable> settled(Consumer<Settlement> next) {
        return (settlement, e) ->
                guarded(
                        () ->
                                next.accept(
                                        e == null
                                                ? settlement
                                                : Settlement.unknown(
                                                        Optional.empty(),
                                                        "The gateway could not look into"
                                                                + " Postiz.")));
    }

    /** No failure of ours may leave the caller without an end. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            Steps.failWith(exchange, e);
            finish();
        }
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            callback.done(false);
        }
    }
}
