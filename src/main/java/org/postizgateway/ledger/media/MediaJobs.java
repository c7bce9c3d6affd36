package org.postizgateway.ledger.media;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.execution.Deliveries;
import org.postizgateway.outcome.Reason;
import org.springframework.dao.DataAccessException;

/**
 * What a caller can ask about its media jobs. The bean {@code mediaJobs} of tool routes. A job of
 * another tenant is as unknown as one that does not exist.
 */
public final class MediaJobs {

    private static final int MOST_IDS = 100;

    private final CallRepository jobs;
    private final Endings endings;
    private final DeadLetters deadLetters;
    private final AttemptErrors errors;
    private final Deliveries deliveries;
    private final Consumer<LedgerCall> cancelled;

    /**
     * @param cancelled is told of a job that its caller gives up, in the transaction that says so
     */
    public MediaJobs(
            CallRepository jobs,
            Endings endings,
            DeadLetters deadLetters,
            AttemptErrors errors,
            Deliveries deliveries,
            Consumer<LedgerCall> cancelled) {
        this.jobs = jobs;
        this.endings = endings;
        this.deadLetters = deadLetters;
        this.errors = errors;
        this.deliveries = deliveries;
        this.cancelled = cancelled;
    }

    /**
     * @return {@code jobId}, {@code tool}, {@code status}, {@code ageSeconds}, {@code attempts},
     *     {@code createdAt}, {@code result} or {@code error} once there is one, {@code errors} of
     *     the attempts that failed, and {@code deadLetter} with its {@code id} and {@code state}
     * @throws LedgerException with {@link Reason#UNKNOWN_JOB}
     */
    public Map<String, Object> status(String tenant, String jobId) {
        return read(() -> describe(find(tenant, jobId)));
    }

    /** The ids of a tenant's newest jobs, at most {@value #MOST_IDS}, the newest first. */
    public List<String> newest(String tenant) {
        return read(() -> jobs.newestInBackground(tenant, MOST_IDS));
    }

    /**
     * {@link #status} for an exchange that is answered with it: a result has reached its caller
     * once that answer is written.
     */
    public Map<String, Object> answerStatus(Exchange exchange, String tenant, String jobId) {
        return read(
                () -> {
                    LedgerCall job = find(tenant, jobId);
                    deliveries.note(exchange, job);
                    return describe(job);
                });
    }

    /**
     * A caller is about to be answered with the result of a job.
     *
     * @param answered completes when it is known whether that was written to its connection
     * @throws LedgerException with {@link Reason#UNKNOWN_JOB}
     */
    public void answering(String tenant, String jobId, CompletionStage<Boolean> answered) {
        deliveries.note(answered, read(() -> find(tenant, jobId)));
    }

    /**
     * Stops waiting for the job and retrying it. What Postiz has begun cannot be stopped; its
     * result is kept.
     *
     * @return as {@link #status}, with {@code message}
     * @throws LedgerException with {@link Reason#UNKNOWN_JOB}
     */
    public Map<String, Object> cancel(String tenant, String jobId) {
        LedgerCall job = read(() -> find(tenant, jobId));
        String message;
        if (cancel(job, CallState.QUEUED, "Cancelled by the caller before it was sent.")) {
            message =
                    job.isInDoubt()
                            ? "Cancelled before it was sent again. An earlier attempt may have been"
                                    + " paid for: what it made would be in the media library of Postiz."
                            : "Cancelled before anything was sent to Postiz; nothing was paid for.";
        } else if (cancel(job, CallState.RUNNING, "Cancelled by the caller.")) {
            message =
                    "The gateway no longer waits for this generation and will not retry it. Postiz"
                            + " cannot be stopped: the generation goes on there and may cost credit."
                            + " Its result will be kept under this jobId if it arrives.";
        } else {
            message = "The job had already ended; nothing was changed.";
        }
        Map<String, Object> answer = read(() -> describe(find(tenant, jobId)));
        answer.put("message", message);
        return answer;
    }

    private boolean cancel(LedgerCall job, CallState from, String message) {
        return read(
                () ->
                        endings.cancel(
                                job.id(),
                                from,
                                message,
                                () -> {
                                    deadLetters.cancelled(job.id());
                                    cancelled.accept(job);
                                }));
    }

    private LedgerCall find(String tenant, String jobId) {
        // Camel takes the text "null" for no id
        return Optional.ofNullable(jobId)
                .flatMap(jobs::find)
                .filter(job -> job.mode() == Mode.BACKGROUND)
                .filter(job -> job.tenant().equals(tenant))
                .orElseThrow(
                        () ->
                                new LedgerException(
                                        Reason.UNKNOWN_JOB,
                                        "There is no media job with this jobId. Use the jobId"
                                                + " that the generating tool returned."));
    }

    private static <T> T read(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            throw new LedgerException(
                    Reason.LEDGER_UNAVAILABLE,
                    "The gateway's ledger cannot be read at the moment. The job is not affected;"
                            + " ask again later.");
        }
    }

    private Map<String, Object> describe(LedgerCall job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jobId", job.id());
        json.put("tool", job.tool());
        json.put("status", job.state().code());
        Instant until = job.finishedAt().orElseGet(Times::now);
        json.put("ageSeconds", Duration.between(job.createdAt(), until).toSeconds());
        json.put("attempts", job.attempts());
        json.put("createdAt", job.createdAt().toString());
        job.sentAt().ifPresent(at -> json.put("startedAt", at.toString()));
        job.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        job.result().ifPresent(result -> json.put("result", JsonBody.read(result)));
        job.reason()
                .ifPresent(
                        reason ->
                                json.put(
                                        "error",
                                        Map.of("reason", reason.code(), "message", job.message())));
        List<Map<String, Object>> failed =
                errors.of(job.id()).stream().map(AttemptError::describe).toList();
        if (!failed.isEmpty()) {
            json.put("errors", failed);
        }
        deadLetters
                .ofJob(job.id())
                .ifPresent(
                        letter ->
                                json.put(
                                        "deadLetter",
                                        Map.of("id", letter.id(), "state", letter.state().code())));
        return json;
    }
}
