package org.postizgateway.ledger.deadletter;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.postizgateway.ledger.LoggedFailure;
import org.postizgateway.ledger.ServingCamel;
import org.postizgateway.ledger.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each new dead letter to the route {@code direct:dead-letter}, which decides where it goes
 * beside the ledger. The body is a Map as {@link DeadLetters#describe} gives it; no credential goes
 * along. A route that fails loses nothing: the ledger has the dead letter.
 */
public final class DeadLetterAnnouncer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterAnnouncer.class);
    private static final String ROUTE = "direct:dead-letter?block=false&failIfNoConsumers=false";

    private final DeadLetters letters;
    private final ServingCamel camel;
    private final Executor senders;

    public DeadLetterAnnouncer(DeadLetters letters, ServingCamel camel, Executor senders) {
        this.letters = letters;
        this.camel = camel;
        this.senders = senders;
    }

    public void announce(DeadLetter letter) {
        try {
            senders.execute(() -> send(letter));
        } catch (RejectedExecutionException e) {
            LOG.warn("Dead letter {} was not sent on: the gateway is stopping", letter.id());
        }
    }

    private void send(DeadLetter letter) {
        try {
            Map<String, Object> body = letters.describe(letter);
            Exchange sent =
                    camel.template().send(ROUTE, exchange -> exchange.getMessage().setBody(body));
            Steps.cause(sent)
                    .ifPresent(
                            e ->
                                    LOG.warn(
                                            "Dead letter {} is in the ledger, but its route failed:"
                                                    + " {}",
                                            letter.id(),
                                            LoggedFailure.of(e)));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Dead letter {} is in the ledger, but was not sent on: {}",
                    letter.id(),
                    LoggedFailure.of(e));
        }
    }
}
