package org.postizgateway.postiz.failure;

import java.time.Duration;
import java.util.Optional;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * A call that did not succeed, whatever surface of Postiz it went to.
 *
 * @param status HTTP status; 0 without an HTTP answer
 * @param retryAfter how long Postiz, or a policy of ours, asks to wait
 * @param outcome what it proves about the side effect of the call, and the sentence that tells a
 *     model what happened and what to do; free of credentials, of addresses and of the caller's
 *     arguments
 * @param fact the part of the sentence that says what happened, without what may have come of it
 */
public record PostizFailure(
        Kind kind, int status, Optional<Duration> retryAfter, Outcome outcome, String fact) {

    private static final int UNAUTHORIZED_STATUS = 401;

    private static final String UNCHANGED = " Nothing was changed.";

    /** What went wrong. */
    public enum Kind {
        /** The input was refused, here or by Postiz. */
        INVALID_INPUT,
        NOT_FOUND,
        /** The key or token is wrong, or no longer valid. */
        UNAUTHORIZED,
        /** The channel has to be connected again in Postiz. */
        CHANNEL_DISCONNECTED,
        /** The plan of the organization, or its credit, does not allow it. */
        PLAN_LIMIT,
        TOO_LARGE,
        RATE_LIMITED,
        /** A policy of ours held the call back. */
        BUSY,
        /** The caller had as much written down as it may. */
        QUOTA_EXCEEDED,
        /** The configured address does not lead to the API of Postiz. */
        WRONG_ADDRESS,
        /** No connection came about. */
        UNREACHABLE,
        /** The connection broke before the answer was there. */
        CONNECTION_LOST,
        TIMEOUT,
        /** Postiz answered with a failure of its own. */
        SERVER_ERROR,
        /** Something between here and Postiz answered in its place, or Postiz lost its database. */
        UNAVAILABLE,
        /** The answer cannot be read. */
        UNREADABLE,
        /** Postiz carried the call out and reports that it failed. */
        REFUSED,
        /** A fault of the gateway. */
        INTERNAL
    }

    /**
     * @param effect {@link Effect#RUNNING} when Postiz may still be at it, so that its absence from
     *     a list proves nothing; {@link Effect#UNKNOWN} when Postiz is done with it, and whether it
     *     was carried out shows in its own list
     */
    static PostizFailure of(Kind kind, Effect effect, int status, String sentence) {
        return of(kind, effect, status, Optional.empty(), sentence);
    }

    static PostizFailure of(
            Kind kind, Effect effect, int status, Optional<Duration> retryAfter, String sentence) {
        return new PostizFailure(
                kind, status, retryAfter, outcome(kind, effect, sentence), sentence);
    }

    /**
     * A failure that leaves it open what became of the call.
     *
     * @param fact what happened
     * @param doubt what may have come of it; is not true of a call that only reads
     */
    static PostizFailure unclear(Kind kind, String fact, String doubt) {
        Outcome outcome = outcome(kind, Effect.RUNNING, fact + " " + doubt);
        return new PostizFailure(kind, 0, Optional.empty(), outcome, fact);
    }

    private static Outcome outcome(Kind kind, Effect effect, String sentence) {
        return effect == Effect.NONE
                ? Outcome.none(reason(kind), sentence)
                : new Outcome(effect, Reason.OUTCOME_UNKNOWN, sentence, effect != Effect.RUNNING);
    }

    /** The failure of a call that says by itself what came of it. */
    static PostizFailure of(KnownOutcome known) {
        Outcome outcome = known.outcome();
        Kind kind =
                switch (outcome.reason()) {
                    case DRAINING,
                            QUEUE_FULL,
                            STILL_RUNNING,
                            BREAKER_OPEN,
                            GATEWAY_STOPPED,
                            LEDGER_UNAVAILABLE ->
                            Kind.BUSY;
                    case THROTTLED -> Kind.RATE_LIMITED;
                    case QUOTA_EXCEEDED -> Kind.QUOTA_EXCEEDED;
                    case UNKNOWN_JOB -> Kind.NOT_FOUND;
                    case REJECTED, CANCELLED -> Kind.INVALID_INPUT;
                    default -> Kind.REFUSED;
                };
        return new PostizFailure(kind, 0, known.retryAfter(), outcome, outcome.sentence());
    }

    public String sentence() {
        return outcome.sentence();
    }

    /** Whether the call may have been carried out all the same. */
    public Effect effect() {
        return outcome.effect();
    }

    /** Without a word that must not be told. */
    PostizFailure without(String secret) {
        return new PostizFailure(
                kind,
                status,
                retryAfter,
                new Outcome(
                        outcome.effect(),
                        outcome.reason(),
                        outcome.sentence().replace(secret, "[key]"),
                        outcome.workEnded()),
                fact.replace(secret, "[key]"));
    }

    /** The same failure of a call that has not begun to change anything, which it says then. */
    PostizFailure unchanged() {
        return effect() == Effect.NONE
                ? this
                : of(kind, Effect.NONE, status, retryAfter, fact + UNCHANGED);
    }

    private static Reason reason(Kind kind) {
        return switch (kind) {
            case RATE_LIMITED -> Reason.THROTTLED;
            case BUSY -> Reason.BREAKER_OPEN;
            case QUOTA_EXCEEDED -> Reason.QUOTA_EXCEEDED;
            case UNREACHABLE, UNAVAILABLE, CONNECTION_LOST, TIMEOUT, SERVER_ERROR, UNREADABLE ->
                    Reason.RETRIES_EXHAUSTED;
            default -> Reason.REJECTED;
        };
    }

    /** Whether Postiz does not accept the credential, for this call or for any other. */
    public boolean isCredentialRefused() {
        return kind == Kind.UNAUTHORIZED && status == UNAUTHORIZED_STATUS;
    }

    /**
     * Whether the same call may be made again without asking Postiz first, even if it creates
     * something: it had no effect, and waiting can help.
     */
    public boolean retryable() {
        return effect() == Effect.NONE && temporary();
    }

    /** Whether the same call may succeed later: enough to repeat a call that only reads. */
    public boolean temporary() {
        return switch (kind) {
            case RATE_LIMITED,
                    BUSY,
                    UNREACHABLE,
                    CONNECTION_LOST,
                    TIMEOUT,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    UNREADABLE ->
                    true;
            default -> false;
        };
    }
}
