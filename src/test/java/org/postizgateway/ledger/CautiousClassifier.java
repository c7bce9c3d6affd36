package org.postizgateway.ledger;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/**
 * Knows no upstream: a connection that was never made proves that nothing happened, any other
 * failure proves nothing.
 */
public final class CautiousClassifier implements OutcomeClassifier {

    @Override
    public Optional<Failure> failureOf(Exchange exchange) {
        return Steps.cause(exchange)
                .map(CautiousClassifier::classify)
                .or(
                        () ->
                                Optional.ofNullable(
                                                exchange.getProperty(
                                                        CallProperties.MCP_ERROR, String.class))
                                        .map(sentence -> Failure.unclear(sentence, true)));
    }

    private static Failure classify(Throwable cause) {
        for (Throwable link : ObjectHelper.createExceptionIterable(cause)) {
            if (link instanceof ConnectException
                    || link instanceof UnknownHostException
                    || link instanceof NoRouteToHostException) {
                return Failure.didNotHappen(
                        Reason.RETRIES_EXHAUSTED, "Postiz could not be reached; nothing was sent.");
            }
        }
        return Failure.unclear(
                "The call to Postiz failed (" + cause.getClass().getSimpleName() + ").", true);
    }
}
