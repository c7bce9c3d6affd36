package org.postizgateway.ledger;

import java.io.EOFException;
import java.util.Optional;
import org.apache.camel.Exchange;

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
    public Optional<Failure> failureOf(Exchange exchange) {
        Throwable cause = Steps.cause(exchange).orElse(null);
        if (cause instanceof Refused) {
            return Optional.of(Failure.rejected(cause.getMessage()));
        }
        if (cause instanceof ServerError) {
            return Optional.of(Failure.unclear("Postiz answered 500.", false));
        }
        if (cause instanceof EOFException) {
            return Optional.of(Failure.unclear("Postiz closed the connection.", true));
        }
        return others.failureOf(exchange);
    }
}
