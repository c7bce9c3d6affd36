package org.postizgateway.ledger.ration;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Outcome;

/** Reads from the answer to a call how much of its ration is left. */
@FunctionalInterface
public interface RationReader {

    /**
     * @param answered as the steps left it
     * @param failure empty when they succeeded
     * @return for how long further calls of the kind would be refused; empty when they would not
     */
    Optional<Duration> closedFor(Exchange answered, Optional<Outcome> failure);
}
