package org.postizgateway.ledger.ration;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Outcome;

/** Reads from the answer to a call how much of its ration is left. */
@FunctionalInterface
public interface RationReader {

    /**
     * @param answered as the steps left it
     * @param failure empty when they succeeded
     * @return empty when the answer does not tell, as that to a call which was not counted
     */
    Optional<Ration> read(Exchange answered, Optional<Outcome> failure);
}
