package org.postizgateway.ledger;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Outcome;

/** Tells what came of the steps inside a ledger policy. Called once they have ended. */
@FunctionalInterface
public interface OutcomeClassifier {

    /**
     * @param exchange as the steps left it; {@link org.postizgateway.ledger.Steps#cause} finds the
     *     exception also where a route's error handler has already handled it
     * @return empty when the steps succeeded
     */
    Optional<Outcome> failureOf(Exchange exchange);
}
