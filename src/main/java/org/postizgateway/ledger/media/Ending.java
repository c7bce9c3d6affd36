package org.postizgateway.ledger.media;

import java.util.Optional;
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

    static Ending without(JobState state, Reason reason, String message) {
        return new Ending(state, Optional.empty(), Optional.of(reason), message);
    }
}
