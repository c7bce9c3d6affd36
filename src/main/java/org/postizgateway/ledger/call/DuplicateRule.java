package org.postizgateway.ledger.call;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.postizgateway.ledger.Times;

/**
 * Which of the earlier identical calls decide about a new one.
 *
 * @param window how long an answer is given to identical calls
 * @param canBeLookedUp whether Postiz can be asked what became of a call
 */
public record DuplicateRule(Duration window, Predicate<LedgerCall> canBeLookedUp) {

    /**
     * Whether the new one gets the answer of this one. A result of a generation that no caller has
     * yet is owed, and one that was made while the new call was on its way is what it would have
     * joined; a delivered one is not given again, as the same prompt is often meant anew.
     *
     * @param asked when the new one came in
     */
    public boolean answers(LedgerCall ended, CallItem item, Instant asked) {
        Instant finished = ended.finishedAt().orElse(ended.createdAt());
        if (item.state() != CallState.DONE || !isRecent(finished)) {
            return false;
        }
        return ended.mode() == Mode.INLINE || !ended.delivered() || finished.isAfter(asked);
    }

    /** Whether the new one waits until it is known what came of this one. */
    public boolean holdsBack(LedgerCall unknown) {
        return canBeLookedUp.test(unknown) || isRecent(unknown.createdAt());
    }

    /** Until when identical ones are held back where Postiz cannot be asked. */
    public Instant heldBackUntil(LedgerCall unknown) {
        return unknown.createdAt().plus(window);
    }

    private boolean isRecent(Instant time) {
        return time.plus(window).isAfter(Times.now());
    }
}
