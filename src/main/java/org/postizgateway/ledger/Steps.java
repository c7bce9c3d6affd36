package org.postizgateway.ledger;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** Reads and resets how the steps inside a policy ended. */
public final class Steps {

    private Steps() {}

    /** The exception that ended the steps, whether or not an error handler took care of it. */
    public static Optional<Throwable> cause(Exchange exchange) {
        if (exchange.getException() != null) {
            return Optional.of(exchange.getException());
        }
        boolean handled =
                exchange.getExchangeExtension().isErrorHandlerHandledSet()
                        && exchange.getExchangeExtension().isErrorHandlerHandled();
        return handled
                ? Optional.ofNullable(
                        exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class))
                : Optional.empty();
    }

    /**
     * Takes every mark of the failure off the exchange, so that its route goes on, or a new
     * exception reaches the route's error handler as a first one.
     */
    public static void forgetFailure(Exchange exchange) {
        exchange.setException(null);
        exchange.setRouteStop(false);
        exchange.setRollbackOnly(false);
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.getExchangeExtension().setRedeliveryExhausted(false);
        exchange.getExchangeExtension().setFailureHandled(false);
        exchange.removeProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
        exchange.removeProperty(ExchangePropertyKey.FAILURE_ENDPOINT);
        exchange.removeProperty(ExchangePropertyKey.UNIT_OF_WORK_EXHAUSTED);
        exchange.removeProperty(CallProperties.MCP_ERROR);
    }

    /** Ends the steps with a new exception, whatever ended them before. */
    public static void failWith(Exchange exchange, Exception exception) {
        forgetFailure(exchange);
        exchange.setException(exception);
    }
}
