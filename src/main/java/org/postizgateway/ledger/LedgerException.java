package org.postizgateway.ledger;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * A call that the ledger refused or that has no result. The message is a sentence for the caller.
 * It has no cause on purpose: a route's {@code onException} must not mistake it for the failure of
 * a single HTTP call, which may be redelivered.
 */
public class LedgerException extends RuntimeException implements KnownOutcome {

    private static final long serialVersionUID = 1L;

    /** Key of a detail: the call in the ledger of which the message tells. */
    public static final String CALL_ID = "callId";

    /** The same of a call that outlives its caller's request. */
    public static final String JOB_ID = "jobId";

    private final transient Outcome outcome;
    private final transient Map<String, Object> details;
    private final transient Optional<Duration> retryAfter;

    /** Nothing was sent to Postiz. */
    public LedgerException(Reason reason, String message) {
        this(Outcome.none(reason, message), Map.of());
    }

    /**
     * @param details what a program can use of the message, for example {@code jobId}
     */
    public LedgerException(Outcome outcome, Map<String, Object> details) {
        this(outcome, details, Optional.empty());
    }

    private LedgerException(
            Outcome outcome, Map<String, Object> details, Optional<Duration> retryAfter) {
        super(outcome.sentence());
        this.outcome = outcome;
        this.retryAfter = retryAfter;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean isWrittenDown() {
        return details.containsKey(CALL_ID) || details.containsKey(JOB_ID);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public Reason reason() {
        return outcome.reason();
    }

    public Map<String, Object> details() {
        return details;
    }

    /**
     * For a call that the ledger has no room for, as its tenant has had too much written down.
     *
     * @param retryAfter after which time there is
     */
    public static LedgerException quotaExceeded(Duration retryAfter) {
        return new LedgerException(
                Outcome.none(
                        Reason.QUOTA_EXCEEDED,
                        "The gateway writes down what it sends to Postiz, and as much as is allowed"
                                + " in an hour was written down already, so nothing was sent. Try"
                                + " again in "
                                + (retryAfter.toSeconds() + 1)
                                + " s, with less at a time."),
                Map.of(),
                Optional.of(retryAfter));
    }

    /** For a call whose ledger row could not be written: it was not sent. */
    public static LedgerException unavailable() {
        return new LedgerException(
                Reason.LEDGER_UNAVAILABLE,
                "The gateway's ledger cannot be used at the moment, so nothing was sent to Postiz."
                        + " Calls that only read still work. Try again later, or tell the operator"
                        + " of the gateway to check the ledger's database.");
    }

    /** For a call that begins with what the ledger knows, which could not be read. */
    public static LedgerException unreadable() {
        return new LedgerException(
                Reason.LEDGER_UNAVAILABLE,
                "The gateway's ledger cannot be read at the moment, and this call needs what is in it,"
                        + " so nothing was sent to Postiz. Try again later, or tell the operator of the"
                        + " gateway to check the ledger's database.");
    }
}
