package org.postizgateway.ledger.deadletter;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Times;

/** Media jobs that could not be finished, for operators and for the routes that carry them on. */
public final class DeadLetters {

    private final DeadLetterRepository letters;
    private final AttemptErrors errors;

    public DeadLetters(DeadLetterRepository letters, AttemptErrors errors) {
        this.letters = letters;
        this.errors = errors;
    }

    /**
     * A job ended without a result. One that was replayed is open again; a first failure becomes a
     * dead letter if its reason needs an operator.
     *
     * @return the new dead letter
     */
    public Optional<DeadLetter> failed(
            String jobId, Call call, Reason reason, String message, int attempts) {
        Optional<DeadLetter> known = letters.findByJob(jobId);
        if (known.isPresent()) {
            letters.reopen(known.get().id(), reason, message, attempts);
            return Optional.empty();
        }
        if (!reason.needsOperator()) {
            return Optional.empty();
        }
        Instant now = Times.now();
        DeadLetter letter =
                new DeadLetter(
                        UUID.randomUUID().toString(),
                        jobId,
                        call.tenant(),
                        call.tool(),
                        DeadLetterState.OPEN,
                        reason,
                        message,
                        call.request(),
                        attempts,
                        now,
                        now);
        letters.insert(letter);
        return Optional.of(letter);
    }

    /** The job has a result after all. */
    public void resolved(String jobId) {
        letters.findByJob(jobId)
                .ifPresent(
                        letter ->
                                letters.change(
                                        letter.id(),
                                        DeadLetterFilter.UNFINISHED,
                                        DeadLetterState.RESOLVED));
    }

    /** The caller gave up the job while it was replayed. */
    public void cancelled(String jobId) {
        letters.findByJob(jobId)
                .ifPresent(
                        letter ->
                                letters.change(
                                        letter.id(),
                                        Set.of(DeadLetterState.REPLAYING),
                                        DeadLetterState.DISCARDED));
    }

    public List<DeadLetter> list(DeadLetterFilter filter) {
        return letters.list(filter);
    }

    public Optional<DeadLetter> find(String id) {
        return letters.find(id);
    }

    public Optional<DeadLetter> ofJob(String jobId) {
        return letters.findByJob(jobId);
    }

    /**
     * @return whether it was open or waiting; otherwise nothing changed
     */
    public boolean discard(String id) {
        return letters.change(
                id,
                Set.of(DeadLetterState.OPEN, DeadLetterState.WAITING_FOR_CREDENTIAL),
                DeadLetterState.DISCARDED);
    }

    /** Those of all tenants that wait for a person or a replay. */
    public int countUnfinished() {
        return letters.countUnfinished();
    }

    /** Everything about it as a JSON object: the request and every error with its time. */
    public Map<String, Object> describe(DeadLetter letter) {
        Map<String, Object> json = summarise(letter);
        json.put("request", JsonBody.read(letter.request()));
        json.put("errors", errors.of(letter.jobId()).stream().map(AttemptError::describe).toList());
        return json;
    }

    /** Without request and errors. */
    public Map<String, Object> summarise(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", letter.id());
        json.put("jobId", letter.jobId());
        json.put("tool", letter.tool());
        json.put("tenant", letter.tenant());
        json.put("state", letter.state().code());
        json.put("reason", letter.reason().code());
        json.put("message", letter.message());
        json.put("attempts", letter.attempts());
        json.put("createdAt", letter.createdAt().toString());
        json.put("updatedAt", letter.updatedAt().toString());
        return json;
    }
}
