package org.postizgateway.ledger.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.call.store.InFlightCalls;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.execution.NotSent;
import org.postizgateway.ledger.execution.Operators;
import org.postizgateway.ledger.execution.UnknownSentence;
import org.postizgateway.ledger.lookup.Lookups;
import org.postizgateway.ledger.replica.Replica;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings calls to an end whose replica is gone. What was not sent has failed; what was sent is
 * looked up or followed where Postiz can be asked, and is unknown elsewhere.
 */
public final class AbandonedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedCalls.class);
    private static final int PER_ROUND = 100;
    private static final String STOPPED = "The gateway stopped in the middle of this call.";

    /** A generation that nobody can follow for want of a credential is given up then. */
    private static final Duration GIVE_UP = Duration.ofDays(1);

    private final CallRepository calls;
    private final Endings endings;
    private final PendingWrites pending;
    private final Lookups lookups;
    private final Following following;
    private final Replica replica;
    private final InFlightCalls inFlight;
    private final DuplicateRule rule;
    private final Operators operators;

    /** Id of the last abandoned call that was seen. */
    private volatile String seen = "";

    public AbandonedCalls(
            CallRepository calls,
            Endings endings,
            PendingWrites pending,
            Lookups lookups,
            Following following,
            Replica replica,
            InFlightCalls inFlight,
            DuplicateRule rule,
            Operators operators) {
        this.calls = calls;
        this.endings = endings;
        this.pending = pending;
        this.lookups = lookups;
        this.following = following;
        this.replica = replica;
        this.inFlight = inFlight;
        this.rule = rule;
        this.operators = operators;
    }

    /**
     * Takes what replicas whose lease has run out have left, and what got lost here. Each round
     * goes on where the one before ended, so that those which wait for a credential keep no others
     * back.
     */
    public void reap() {
        // or a busy replica whose own heartbeat is late would take itself for dead
        replica.heartbeat();
        inFlight.leftBehind(calls.openOf(replica.id()))
                .forEach(call -> settle(call, "The gateway lost track of this call."));
        List<LedgerCall> abandoned = calls.abandoned(replica.cutoff(), seen, PER_ROUND);
        seen = abandoned.size() < PER_ROUND ? "" : abandoned.get(PER_ROUND - 1).id();
        abandoned.forEach(call -> settle(call, STOPPED));
    }

    /**
     * Leaves what this replica could not finish to the others, at the end of an orderly stop. What
     * is known and could not be written yet comes first, and is not replaced.
     */
    public void writeDown() {
        pending.flush();
        for (LedgerCall call : calls.openOf(replica.id())) {
            if (!pending.has(call.id()) && !following.canFollow(call)) {
                tellOf(end(call, STOPPED));
            }
        }
    }

    private void settle(LedgerCall call, String why) {
        try {
            ended(call, why).thenAccept(this::tellOf);
        } catch (RuntimeException e) {
            // the others are no worse off for it
            LOG.warn("Call {} is not settled yet: {}", call.id(), e.toString());
        }
    }

    private void tellOf(LedgerCall call) {
        operators.tellOfFailure(call, Optional.empty());
    }

    /** With the call as it has ended, or as it goes on. */
    private CompletableFuture<LedgerCall> ended(LedgerCall call, String why) {
        if (following.canFollow(call) && isYoung(call)) {
            following.takeOver(call);
            return CompletableFuture.completedFuture(call);
        }
        LedgerCall ended = end(call, why);
        return ended.state() == CallState.UNKNOWN
                ? lookups.again(ended)
                : CompletableFuture.completedFuture(ended);
    }

    private static boolean isYoung(LedgerCall call) {
        return call.createdAt().plus(GIVE_UP).isAfter(Times.now());
    }

    private LedgerCall end(LedgerCall call, String why) {
        if (call.state() == CallState.QUEUED) {
            return endings.write(
                    call,
                    Ending.without(call, NotSent.because(Reason.GATEWAY_STOPPED), call.attempts()));
        }
        Outcome unknown = Outcome.unknown(why, false);
        Outcome told =
                lookups.canTell(call)
                        ? Outcome.unknown(
                                why
                                        + " It is not known whether it took hold. An identical call"
                                        + " makes the gateway look into Postiz first.",
                                false)
                        : UnknownSentence.of(call, unknown, rule);
        return endings.write(call, Ending.without(call, told, call.attempts() + 1));
    }
}
