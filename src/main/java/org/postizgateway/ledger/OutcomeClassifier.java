package org.postizgateway.ledger;

import java.util.Optional;
import org.apache.camel.Exchange;

/** Tells what came of the steps inside a ledger policy. Called once they have ended. */
@FunctionalInterface
public interface OutcomeClassifier {

    /**
     * @param exchange as the steps left it; {@link Steps#cause(Exchange)} finds the exception also
     *     where a route's error handler has already handled it
     * @return empty when the steps succeeded
     */
    Optional<Failure> failureOf(Exchange exchange);
}
