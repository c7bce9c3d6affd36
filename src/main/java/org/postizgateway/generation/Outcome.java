package org.postizgateway.generation;

import java.util.List;
import org.postizgateway.generation.set.Problem;

/**
 * What became of a set that was to serve.
 *
 * @param hash of the set; empty when it could not be read
 * @param problems why it does not serve; empty when it does
 */
public record Outcome(Kind kind, String hash, List<Problem> problems) {

    /** How it ended. */
    public enum Kind {
        /** It serves from now on. */
        SWITCHED,
        /** It served already. */
        UNCHANGED,
        /** It does not serve, and what served goes on. */
        REFUSED,
        /** It does not serve yet: too many generations before it still have calls. */
        WAITING
    }
}
