package org.postizgateway.config.route;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.Steps;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;

/** What a failure of Postiz, or on the way there, proves about a call of the ledger. */
public record PostizOutcomes(PostizErrors errors) implements OutcomeClassifier {

    @Override
    public Optional<Outcome> failureOf(Exchange exchange) {
        return Steps.cause(exchange)
                .map(
                        cause -> {
                            PostizFailure failure = errors.failure(exchange, cause);
                            exchange.setProperty(CallProperties.UPSTREAM_STATUS, failure.status());
                            return failure.outcome();
                        });
    }
}
