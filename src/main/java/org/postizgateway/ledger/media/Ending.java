package org.postizgateway.ledger.media;

import java.util.Optional;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Reason;

/**
 * How a media job ended.
 *
 * @param result JSON
 * @param reason why there is no result
 * @param message a sentence for the caller, empty with a result
 */
record Ending(JobState state, Optional<String> result, Optional<Reason> reason, String message) {

    static Ending done(String result) {
        return new Ending(JobState.DONE, Optional.of(result), Optional.empty(), "");
    }

    /** Postiz may have generated it: its caller is told where to ask, and what a repeat does. */
    static Ending unknown(String jobId, String why) {
        return without(
                JobState.UNKNOWN,
                Reason.OUTCOME_UNKNOWN,
                why
                        + " The generation may have been paid for: its file would be in the media"
                        + " library of Postiz. It waits for an operator as media job "
                        + jobId
                        + "; ask mediaJobStatus what became of it. The same call again is held"
                        + " back, unless "
                        + CallProperties.INSIST_ARGUMENT
                        + " says to pay for another one.");
    }

    static Ending without(JobState state, Reason reason, String message) {
        return new Ending(state, Optional.empty(), Optional.of(reason), message);
    }
}
