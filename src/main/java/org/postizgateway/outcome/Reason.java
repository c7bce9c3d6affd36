package org.postizgateway.outcome;

import java.util.Locale;

/** Why a call in the ledger ended other than with a result. The code is what SQL and REST show. */
public enum Reason {
    /** Postiz refused the request. */
    REJECTED,
    /** Postiz's rate limit is used up. */
    THROTTLED,
    /** Every attempt that was allowed failed without effect. */
    RETRIES_EXHAUSTED,
    /** The circuit breaker kept the call away from Postiz. */
    BREAKER_OPEN,
    /** The call failed, and a look into Postiz showed that it had no effect. */
    NOT_CREATED,
    /** It is not known whether Postiz carried the request out. */
    OUTCOME_UNKNOWN,
    /** The gateway stopped before the request was sent. */
    GATEWAY_STOPPED,
    /** The caller cancelled the job. */
    CANCELLED,
    /** Too many calls of its kind wait for their turn, or its own did not come in time. */
    QUEUE_FULL,
    /** The tenant has had as much written down as one may have in an hour. */
    QUOTA_EXCEEDED,
    /** The gateway is shutting down and takes no new side-effecting calls. */
    DRAINING,
    /** The ledger's database cannot be used. */
    LEDGER_UNAVAILABLE,
    /** An identical call was still running when the wait for it ended. */
    STILL_RUNNING,
    /** There is no such media job of this tenant. */
    UNKNOWN_JOB;

    /** Whether a media job that ended so is kept for an operator. */
    public boolean needsOperator() {
        return switch (this) {
            case THROTTLED, RETRIES_EXHAUSTED, BREAKER_OPEN, OUTCOME_UNKNOWN, GATEWAY_STOPPED ->
                    true;
            default -> false;
        };
    }

    /** The name as it is told to callers: {@code outcome_unknown}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
