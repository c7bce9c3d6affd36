package org.postizgateway.ledger;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
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

    private final AttemptErrors errors;
    private final OutcomeClassifier classifier;
    private final Predicate<String> isCancelled;

    /**
     * @param isCancelled whether the media job with this id was cancelled
     */
    public RecordAttempt(
            AttemptErrors errors, OutcomeClassifier classifier, Predicate<String> isCancelled) {
        this.errors = errors;
        this.classifier = classifier;
        this.isCancelled = isCancelled;
    }

    @Override
    public void process(Exchange exchange) {
        String callId = exchange.getProperty(CallProperties.CALL_ID, "", String.class);
        if (callId.isEmpty()) {
            return;
        }
        if (Steps.cause(exchange).filter(LedgerException.class::isInstance).isPresent()) {
            // what a policy made of the attempts is no further one, and is not redelivered
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
            return;
        }
        failureOf(exchange)
                .ifPresent(
                        failure -> {
                            record(exchange, callId, failure);
                            if (failure.verdict() != Verdict.DID_NOT_HAPPEN
                                    || isCancelled.test(callId)) {
                                exchange.getExchangeExtension().setRedeliveryExhausted(true);
                            }
                        });
    }

    /** What the steps came to. A classifier that fails itself leaves it unclear. */
    public Optional<Failure> failureOf(Exchange exchange) {
        try {
            return classifier.failureOf(exchange);
        } catch (RuntimeException e) {
            LOG.error("The outcome classifier failed", e);
            return Optional.of(
                    Failure.unclear("The gateway could not make out what Postiz answered.", true));
        }
    }

    /** Counts attempts from here on. */
    public void start(Exchange exchange, String callId, int attemptsBefore) {
        exchange.setProperty(CallProperties.CALL_ID, callId);
        exchange.setProperty(ATTEMPTS, attemptsBefore);
        exchange.removeProperty(RECORDED);
    }

    /** Records a failure unless it was recorded when it occurred. */
    public void record(Exchange exchange, String callId, Failure failure) {
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
