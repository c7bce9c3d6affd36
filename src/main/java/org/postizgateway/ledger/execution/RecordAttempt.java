package org.postizgateway.ledger.execution;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.OutcomeClassifier;
import org.postizgateway.ledger.Steps;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.outcome.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes down each failed attempt of the call an exchange carries. As {@code onExceptionOccurred}
 * of a route's error handler it also ends the redelivery of a call that may have happened, and of a
 * cancelled job.
 */
public final class RecordAttempt implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(RecordAttempt.class);
    private static final String ATTEMPTS = "PostizLedgerAttempts";
    private static final String RECORDED = "PostizLedgerRecorded";

    private static final Outcome STOPPED =
            Outcome.unknown("The call was stopped before its answer was read.", false);

    private final AttemptErrors errors;
    private final OutcomeClassifier classifier;
    private final CallRepository calls;

    public RecordAttempt(AttemptErrors errors, OutcomeClassifier classifier, CallRepository calls) {
        this.errors = errors;
        this.classifier = classifier;
        this.calls = calls;
    }

    @Override
    public void process(Exchange exchange) {
        if (Steps.cause(exchange).filter(LedgerException.class::isInstance).isPresent()) {
            // what a policy made of the attempts is no further one, and is not redelivered
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
            return;
        }
        String callId = exchange.getProperty(CallProperties.CALL_ID, "", String.class);
        if (callId.isEmpty()) {
            return;
        }
        failureOf(exchange)
                .ifPresent(
                        failure -> {
                            record(exchange, callId, failure);
                            if (!failure.mayBeRedelivered() || isCancelled(callId)) {
                                exchange.getExchangeExtension().setRedeliveryExhausted(true);
                            }
                        });
    }

    private boolean isCancelled(String callId) {
        try {
            return calls.isCancelled(callId);
        } catch (DataAccessException e) {
            return false;
        }
    }

    /**
     * What the steps came to. A classifier that fails itself leaves it unknown, and so do steps
     * that somebody stopped: that there is no exception does not prove that they were all made.
     */
    public Optional<Outcome> failureOf(Exchange exchange) {
        try {
            Optional<Outcome> failure = classifier.failureOf(exchange);
            return failure.isEmpty() && exchange.isRouteStop() ? Optional.of(STOPPED) : failure;
        } catch (RuntimeException e) {
            LOG.error("The outcome classifier failed", e);
            return Optional.of(
                    Outcome.unknown("The gateway could not make out what Postiz answered.", false));
        }
    }

    /** Counts attempts from here on. */
    public void start(Exchange exchange, String callId, int attemptsBefore) {
        exchange.setProperty(CallProperties.CALL_ID, callId);
        exchange.setProperty(ATTEMPTS, attemptsBefore);
        exchange.removeProperty(RECORDED);
    }

    /** Records a failure unless it was recorded when it occurred. */
    public void record(Exchange exchange, String callId, Outcome failure) {
        Object cause = Steps.cause(exchange).map(Object.class::cast).orElse(failure);
        if (cause == exchange.getProperty(RECORDED)) {
            return;
        }
        exchange.setProperty(RECORDED, cause);
        int attempt = failedAttempts(exchange) + 1;
        exchange.setProperty(ATTEMPTS, attempt);
        try {
            errors.add(
                    callId,
                    new AttemptError(attempt, Times.now(), failure.reason(), failure.sentence()));
        } catch (DataAccessException e) {
            LOG.warn(
                    "Attempt {} of call {} failed and cannot be written down: {}",
                    attempt,
                    callId,
                    failure.sentence());
        }
    }

    /** Attempts that failed so far, counting those before {@link #start}. */
    public int failedAttempts(Exchange exchange) {
        return exchange.getProperty(ATTEMPTS, 0, Integer.class);
    }
}
