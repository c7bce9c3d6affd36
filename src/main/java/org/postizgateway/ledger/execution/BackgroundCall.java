package org.postizgateway.ledger.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Claim;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.ledger.place.Places;

/**
 * A call that outlives the request that starts it. Its caller waits until it ends, until its time
 * is up, or until it leaves; one that takes tasks does not wait. Holds no thread.
 */
final class BackgroundCall {

    private static final List<Integer> WHOLE = List.of(0);

    private final CallerExchange caller;
    private final Exchange exchange;
    private final NewCall call;
    private final AsyncProcessor steps;
    private final DuplicateRule rule;
    private final CallServices services;
    private Optional<Exchange> own = Optional.empty();

    BackgroundCall(
            CallerExchange caller,
            NewCall call,
            AsyncProcessor steps,
            DuplicateRule rule,
            CallServices services) {
        this.caller = caller;
        this.exchange = caller.exchange();
        this.call = call;
        this.steps = steps;
        this.rule = rule;
        this.services = services;
    }

    void begin() {
        caller.guarded(
                () -> {
                    boolean duplicates = NewCall.allowsDuplicate(exchange);
                    try (Places.Place place =
                            services.runner().place(Mode.BACKGROUND, call.tenant())) {
                        CallState state = place.isFree() ? CallState.RUNNING : CallState.QUEUED;
                        Claim claim =
                                services.claim(
                                        call, WHOLE, duplicates, state, rule, Optional::empty);
                        LedgerCall job = claim.opened().orElseGet(() -> claim.known().get(0));
                        exchange.setProperty(CallProperties.JOB_ID, job.id());
                        if (!job.state().isOpen()) {
                            answerAgain(job);
                            return;
                        }
                        CompletableFuture<LedgerCall> end = services.watch().ended(job.id());
                        if (claim.opened().isPresent()) {
                            Exchange steps = caller.ownFor(JsonBody.read(job.request()));
                            own = Optional.of(steps);
                            services.runner()
                                    .submit(new Execution(job, steps, this.steps, rule), place);
                        }
                        await(job, end, claim.opened().isEmpty());
                    }
                });
    }

    private void await(LedgerCall job, CompletableFuture<LedgerCall> end, boolean isOfAnother) {
        CompletableFuture<Optional<LedgerCall>> answer = caller.await(end);
        if (isOfAnother) {
            services.metrics().joined(true, answer);
        }
        if (exchange.getProperty(CallProperties.TAKES_TASKS, false, Boolean.class)) {
            answer.complete(Optional.empty());
        } else if (exchange.getProperty(CallProperties.PROGRESS_TOKEN) != null) {
            report(job, answer, ExchangeHelper.createCorrelatedCopy(exchange, false));
        }
        caller.then(
                answer,
                ended -> {
                    if (ended.isPresent()) {
                        answer(ended.get());
                    } else {
                        stillRunning(job);
                    }
                });
    }

    private void report(LedgerCall job, CompletableFuture<?> answer, Exchange previous) {
        Progress progress = services.progress();
        CompletableFuture.delayedExecutor(
                        progress.interval().toMillis(), TimeUnit.MILLISECONDS, services.workers())
                .execute(
                        () -> {
                            if (!answer.isDone()) {
                                boolean runs =
                                        job.state() == CallState.RUNNING
                                                || services.runner().isRunning(job.id());
                                report(job, answer, progress.report(job, runs, previous));
                            }
                        });
    }

    private void answerAgain(LedgerCall job) {
        services.metrics().repeated(call.tool());
        exchange.setProperty(CallProperties.REPEATED, true);
        exchange.setProperty(
                CallProperties.FIRST_ANSWERED_AT,
                job.finishedAt().or(job::unclearSince).orElseGet(Times::now).toString());
        answer(job);
    }

    private void answer(LedgerCall ended) {
        exchange.setProperty(CallProperties.JOB_STATUS, ended.state().code());
        exchange.setProperty(CallProperties.OUTCOME, ended.state().effect().code());
        if (ended.state() == CallState.DONE) {
            services.deliveries().note(exchange, ended);
            caller.answer(JsonBody.read(ended.result().orElseThrow()));
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(LedgerException.JOB_ID, ended.id());
        details.put("status", ended.state().code());
        caller.fail(new LedgerException(ended.outcome(), details), own);
    }

    private void stillRunning(LedgerCall job) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jobId", job.id());
        body.put("status", CallState.RUNNING.code());
        body.put(
                "message",
                "The generation goes on. Ask for it with this jobId; do not start it again, which"
                        + " would be paid for again once it has ended.");
        exchange.setProperty(CallProperties.JOB_STATUS, CallState.RUNNING.code());
        exchange.setProperty(CallProperties.OUTCOME, CallState.RUNNING.effect().code());
        caller.answer(body);
    }
}
