package org.postizgateway.ledger.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.Times;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * A request with a side effect, sent to Postiz once.
 *
 * @param tenant keyed hash of the caller's credential
 * @param origin whence it came
 * @param route id of the route in which its steps stand
 * @param request JSON with sorted keys; of one that was read from the ledger, as {@link
 *     RequestText} says
 * @param reason why there is no result
 * @param message a sentence for the caller, empty with a result
 * @param workEnded whether Postiz has certainly ended its work on it
 * @param upstreamJob the id that Postiz gave to a generation
 * @param delivered whether some caller was given the outcome
 * @param owner the replica that works on it, or did last
 * @param run counts who has run it
 * @param unclearSince when it first became unknown what came of it; kept while it is run again
 */
public record LedgerCall(
        String id,
        String tenant,
        Origin origin,
        String tool,
        String route,
        Mode mode,
        CallState state,
        String request,
        Optional<Reason> reason,
        String message,
        int attempts,
        boolean workEnded,
        Optional<String> upstreamJob,
        boolean delivered,
        String owner,
        int run,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Instant> unclearSince,
        Optional<Instant> finishedAt,
        List<CallItem> items) {

    /** The item with this fingerprint. */
    public Optional<CallItem> item(String fingerprint) {
        return items.stream().filter(item -> item.fingerprint().equals(fingerprint)).findFirst();
    }

    /** Whether all of the request is known. */
    public boolean hasWholeRequest() {
        return RequestText.isWhole(request);
    }

    /**
     * Whether an earlier run may have had an effect that this one says nothing of. What a run that
     * follows Postiz's own job learns is said of that job.
     */
    public boolean isInDoubt() {
        return unclearSince.isPresent() || isWaitingForItsJob();
    }

    /** Whether Postiz has named a generation of it that nobody asks for at the moment. */
    boolean isWaitingForItsJob() {
        return state == CallState.QUEUED && upstreamJob.isPresent();
    }

    /** The result of a call with one item. */
    public Optional<String> result() {
        return items.get(0).result();
    }

    /** How it ended, for a call without a result. */
    public Outcome outcome() {
        return new Outcome(
                state.effect(), reason.orElse(Reason.OUTCOME_UNKNOWN), message, workEnded);
    }

    /** As it is once its steps have it. */
    public LedgerCall started(Instant at) {
        return with(
                CallState.RUNNING,
                items,
                reason,
                message,
                attempts,
                workEnded,
                Optional.of(at),
                finishedAt);
    }

    /** As it is once it waits again, for a further run by this replica. */
    public LedgerCall requeued(String newOwner) {
        return new LedgerCall(
                id,
                tenant,
                origin,
                tool,
                route,
                mode,
                CallState.QUEUED,
                request,
                Optional.empty(),
                "",
                attempts,
                false,
                upstreamJob,
                false,
                newOwner,
                run + 1,
                createdAt,
                Optional.empty(),
                doubtBefore(),
                Optional.empty(),
                items);
    }

    /** Since when there is a doubt that the next run cannot settle. */
    private Optional<Instant> doubtBefore() {
        if (state == CallState.FAILED) {
            return Optional.empty();
        }
        boolean followed = upstreamJob.isPresent() && sentAt.isPresent();
        return unclearSince.filter(since -> !followed || since.isBefore(sentAt.get()));
    }

    /** As it is after this ending. */
    public LedgerCall ended(Ending ending) {
        List<CallItem> after = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            after.add(items.get(i).ended(ending.items().get(i)));
        }
        CallState now = CallState.of(after.stream().map(CallItem::state).toList());
        boolean known = !now.isOpen() && now != CallState.UNKNOWN;
        return with(
                now,
                List.copyOf(after),
                ending.reason(),
                ending.message(),
                ending.attempts(),
                ending.workEnded(),
                sentAt,
                known ? Optional.of(Times.now()) : finishedAt);
    }

    public LedgerCall withItems(List<CallItem> read) {
        return with(state, read, reason, message, attempts, workEnded, sentAt, finishedAt);
    }

    private LedgerCall with(
            CallState newState,
            List<CallItem> newItems,
            Optional<Reason> newReason,
            String newMessage,
            int newAttempts,
            boolean ended,
            Optional<Instant> sent,
            Optional<Instant> finished) {
        return new LedgerCall(
                id,
                tenant,
                origin,
                tool,
                route,
                mode,
                newState,
                request,
                newReason,
                newMessage,
                newAttempts,
                ended,
                upstreamJob,
                delivered,
                owner,
                run,
                createdAt,
                sent,
                unclearSince,
                finished,
                newItems);
    }
}
