package org.postizgateway.postiz.failure;

import java.time.Duration;
import java.util.Optional;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * A call that did not succeed, whatever surface of Postiz it went to.
 *
 * @param sentence tells a model what happened and what to do; free of credentials, of addresses and
 *     of the caller's arguments
 * @param status HTTP status; 0 without an HTTP answer
 * @param retryAfter how long Postiz, or a policy of ours, asks to wait
 * @param effect whether the call may have been carried out all the same
 */
public record PostizFailure(
        Kind kind, String sentence, int status, Optional<Duration> retryAfter, Effect effect) {

    private static final int UNAUTHORIZED_STATUS = 401;

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

    /** What is known of the effect of the call. */
    public enum Effect {
        /** It certainly has not been carried out. */
        NONE,
        /** Postiz is done with it; whether it was carried out shows in Postiz's own list. */
        UNCLEAR,
        /** Postiz may still be at it, so that its absence from the list proves nothing. */
        MAY_CONTINUE
    }

    static PostizFailure of(Kind kind, Effect effect, int status, String sentence) {
        return new PostizFailure(kind, sentence, status, Optional.empty(), effect);
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
        Effect effect =
                switch (outcome.effect()) {
                    case NONE -> Effect.NONE;
                    default -> outcome.workEnded() ? Effect.UNCLEAR : Effect.MAY_CONTINUE;
                };
        return new PostizFailure(kind, outcome.sentence(), 0, known.retryAfter(), effect);
    }

    /** What it proves about the side effect of the call. */
    public Outcome outcome() {
        return effect == Effect.NONE
                ? Outcome.none(reason(), sentence)
                : Outcome.unknown(sentence, effect == Effect.UNCLEAR);
    }

    private Reason reason() {
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
        return effect == Effect.NONE && temporary();
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
