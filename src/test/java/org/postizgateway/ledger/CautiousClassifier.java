package org.postizgateway.ledger;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;

/**
 * Knows no upstream: a connection that was never made proves that nothing happened, any other
 * failure proves nothing.
 */
public final class CautiousClassifier implements OutcomeClassifier {

    @Override
    public Optional<Outcome> failureOf(Exchange exchange) {
        return Steps.cause(exchange)
                .map(CautiousClassifier::classify)
                .or(
                        () ->
                                Optional.ofNullable(
                                                exchange.getProperty(
                                                        CallProperties.MCP_ERROR, String.class))
                                        .map(sentence -> Outcome.unknown(sentence, false)));
    }

    private static Outcome classify(Throwable cause) {
        for (Throwable link : ObjectHelper.createExceptionIterable(cause)) {
            if (link instanceof ConnectException
                    || link instanceof UnknownHostException
                    || link instanceof NoRouteToHostException) {
                return Outcome.none(
                        Reason.RETRIES_EXHAUSTED, "Postiz could not be reached; nothing was sent.");
            }
        }
        return Outcome.unknown(
                "The call to Postiz failed (" + cause.getClass().getSimpleName() + ").", false);
    }
}
