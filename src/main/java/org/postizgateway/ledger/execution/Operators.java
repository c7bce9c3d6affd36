package org.postizgateway.ledger.execution;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.call.LedgerCall;

/** Is told, once, of each call that ends without its result, whether or not a caller waits. */
@FunctionalInterface
public interface Operators {

    /**
     * @param ended as far as this replica knows
     * @param steps the exchange on which it was made, unless another process made it
     */
    void tell(LedgerCall ended, Optional<Exchange> steps);

    /** Leaves out calls that have their result, and those that their callers gave up. */
    default void tellOfFailure(LedgerCall ended, Optional<Exchange> steps) {
        switch (ended.state()) {
            case FAILED, PARTLY_DONE, UNKNOWN -> tell(ended, steps);
            default -> {
                // nothing to look into
            }
        }
    }
}
