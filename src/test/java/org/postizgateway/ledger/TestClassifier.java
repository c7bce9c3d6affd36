package org.postizgateway.ledger;

import java.io.EOFException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/** Reads the tests' exceptions as an adapter of Postiz would read HTTP failures. */
public class TestClassifier implements OutcomeClassifier {

    /** Refused with a sentence. */
    public static class Refused extends Exception {
        public Refused(String message) {
            super(message);
        }
    }

    /** Answered with an error after the work had ended one way or the other. */
    public static class ServerError extends Exception {}

    private final CautiousClassifier others = new CautiousClassifier();

    @Override
    public Optional<Outcome> failureOf(Exchange exchange) {
        Throwable cause = Steps.cause(exchange).orElse(null);
        if (cause instanceof Refused) {
            return Optional.of(Outcome.none(Reason.REJECTED, cause.getMessage()));
        }
        if (cause instanceof ServerError) {
            return Optional.of(Outcome.unknown("Postiz answered 500.", true));
        }
        if (cause instanceof EOFException) {
            return Optional.of(Outcome.unknown("Postiz closed the connection.", false));
        }
        return others.failureOf(exchange);
    }
}
