package org.postizgateway.ledger.deadletter;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Consequence;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.outcome.Reason;

/** Media jobs that could not be finished, for operators and for the routes that carry them on. */
public final class DeadLetters implements Consequence {

    private static final Runnable NOTHING = () -> {};

    private final DeadLetterRepository letters;
    private final AttemptErrors errors;
    private final CallRepository calls;
    private final UnaryOperator<String> kept;
    private final Consumer<DeadLetter> announce;

    /**
     * @param kept makes of a request what is kept of it
     * @param announce is told of each new dead letter once it is committed
     */
    public DeadLetters(
            DeadLetterRepository letters,
            AttemptErrors errors,
            CallRepository calls,
            UnaryOperator<String> kept,
            Consumer<DeadLetter> announce) {
        this.letters = letters;
        this.errors = errors;
        this.calls = calls;
        this.kept = kept;
        this.announce = announce;
    }

    @Override
    public Runnable of(LedgerCall call, Ending ending, boolean counted) {
        if (call.mode() == Mode.INLINE) {
            return NOTHING;
        }
        if (ending.state() == CallState.DONE) {
            resolved(call.id(), ending.attempts());
            return NOTHING;
        }
        if (!counted) {
            return NOTHING;
        }
        Reason reason = ending.reason().orElse(Reason.OUTCOME_UNKNOWN);
        if (errors.of(call.id()).size() < ending.attempts()) {
            errors.add(
                    call.id(),
                    new AttemptError(ending.attempts(), Times.now(), reason, ending.message()));
        }
        return failed(call, reason, ending.message(), ending.attempts())
                .<Runnable>map(letter -> () -> announce.accept(letter))
                .orElse(NOTHING);
    }

    /**
     * A job ended without a result. One that was replayed is open again; a first failure becomes a
     * dead letter if its reason needs an operator.
     *
     * @return the new dead letter
     */
    private Optional<DeadLetter> failed(
            LedgerCall call, Reason reason, String message, int attempts) {
        Optional<DeadLetter> known = letters.findByJob(call.id());
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
                        call.id(),
                        call.tenant(),
                        call.tool(),
                        DeadLetterState.OPEN,
                        reason,
                        message,
                        kept.apply(call.request()),
                        attempts,
                        now,
                        now);
        letters.insert(letter);
        return Optional.of(letter);
    }

    /** The job has a result after all. */
    private void resolved(String jobId, int attempts) {
        letters.findByJob(jobId).ifPresent(letter -> letters.resolve(letter.id(), attempts));
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

    public Optional<DeadLetter> find(String id) {
        return letters.find(id);
    }

    public Optional<DeadLetter> ofJob(String jobId) {
        return letters.findByJob(jobId);
    }

    /**
     * @param note why, in an operator's words; empty for nothing
     * @return whether it was open or waiting; otherwise nothing changed
     */
    public boolean discard(String id, String note) {
        boolean discarded =
                letters.change(
                        id,
                        Set.of(DeadLetterState.OPEN, DeadLetterState.WAITING_FOR_CREDENTIAL),
                        DeadLetterState.DISCARDED);
        if (discarded) {
            // somebody has decided that nothing will come of it, so it holds nothing back any more
            find(id).ifPresent(letter -> calls.unlock(letter.jobId()));
            if (!note.isEmpty()) {
                letters.note(id, note);
            }
        }
        return discarded;
    }

    /** Those of all tenants that wait for a person or a replay. */
    public int countUnfinished() {
        return letters.countUnfinished();
    }

    /** Everything about it as a JSON object: the request and every error with its time. */
    public Map<String, Object> describe(DeadLetter letter) {
        Map<String, Object> json = summarise(letter);
        json.put("request", RequestText.shown(letter.request()));
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
