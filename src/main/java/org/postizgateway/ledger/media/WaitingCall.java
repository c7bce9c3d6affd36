package org.postizgateway.ledger.media;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Steps;

/**
 * A caller that waits for a job: until it ends, until the caller's patience may be over, or until
 * the caller leaves. One that takes tasks does not wait. Holds no thread.
 */
final class WaitingCall {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final MediaJob job;
    private final MediaJobs jobs;
    private final Executor workers;
    private final Optional<CompletionStage<?>> cancellation;

    WaitingCall(
            Exchange exchange,
            AsyncCallback callback,
            MediaJob job,
            MediaJobs jobs,
            Executor workers) {
        this.exchange = exchange;
        this.callback = callback;
        this.job = job;
        this.jobs = jobs;
        this.workers = workers;
        this.cancellation =
                Optional.ofNullable(
                        exchange.getProperty(CallProperties.CANCELLATION, CompletionStage.class));
    }

    /**
     * @param end completes with the ended job; this call's own copy
     */
    void begin(CompletableFuture<MediaJob> end, Duration patience, Progress progress) {
        CompletableFuture<Optional<MediaJob>> answer = end.thenApply(Optional::of);
        cancellation.ifPresent(
                left -> left.whenComplete((any, e) -> answer.complete(Optional.empty())));
        if (exchange.getProperty(CallProperties.TAKES_TASKS, false, Boolean.class)) {
            answer.complete(Optional.empty());
        } else if (exchange.getProperty(CallProperties.PROGRESS_TOKEN) == null) {
            answer.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            reportWhile(answer, progress, ExchangeHelper.createCorrelatedCopy(exchange, false));
        }
        answer.thenAcceptAsync(this::finish, workers);
    }

    private void reportWhile(
            CompletableFuture<?> answer, Progress progress, Exchange previousReport) {
        CompletableFuture.delayedExecutor(
                        progress.interval().toMillis(), TimeUnit.MILLISECONDS, workers)
                .execute(
                        () -> {
                            if (!answer.isDone()) {
                                Exchange report = progress.report(job, previousReport);
                                reportWhile(answer, progress, report);
                            }
                        });
    }

    private void finish(Optional<MediaJob> ended) {
        try {
            ended.ifPresentOrElse(this::answer, this::stillRunning);
        } catch (RuntimeException e) {
            Steps.failWith(exchange, e);
        }
        callback.done(false);
    }

    void answer(MediaJob ended) {
        exchange.setProperty(CallProperties.JOB_STATUS, ended.state().code());
        if (ended.state() == JobState.DONE) {
            rememberDelivery(ended);
            exchange.getMessage().setBody(JsonBody.read(ended.result().orElseThrow()));
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("jobId", ended.id());
        details.put("status", ended.state().code());
        exchange.setException(
                new LedgerException(
                        ended.reason().orElse(Reason.OUTCOME_UNKNOWN), ended.message(), details));
    }

    private void stillRunning() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jobId", job.id());
        body.put("status", JobState.RUNNING.code());
        body.put(
                "message",
                "The generation goes on. Ask for it with this jobId; do not start it again, which"
                        + " would be paid for again once it has ended.");
        exchange.setProperty(CallProperties.JOB_STATUS, JobState.RUNNING.code());
        exchange.getMessage().setBody(body);
    }

    private void rememberDelivery(MediaJob done) {
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange completed) {
                                if (!hasLeft()) {
                                    jobs.delivered(done);
                                }
                            }
                        });
    }

    private boolean hasLeft() {
        return cancellation.map(left -> left.toCompletableFuture().isDone()).orElse(false);
    }
}
