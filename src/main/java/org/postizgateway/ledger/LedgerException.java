package org.postizgateway.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final transient Outcome outcome;
    private final transient Map<String, Object> details;

    /** Nothing was sent to Postiz. */
    public LedgerException(Reason reason, String message) {
        this(Outcome.none(reason, message), Map.of());
    }

    /**
     * @param details what a program can use of the message, for example {@code jobId}
     */
    public LedgerException(Outcome outcome, Map<String, Object> details) {
        super(outcome.sentence());
        this.outcome = outcome;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    public Reason reason() {
        return outcome.reason();
    }

    public Map<String, Object> details() {
        return details;
    }

    /** For a call whose ledger row could not be written: it was not sent. */
    public static LedgerException unavailable() {
        return new LedgerException(
                Reason.LEDGER_UNAVAILABLE,
                "The gateway's ledger cannot be used at the moment, so nothing was sent to Postiz."
                        + " Calls that only read still work. Try again later, or tell the operator"
                        + " of the gateway to check the ledger's database.");
    }
}
