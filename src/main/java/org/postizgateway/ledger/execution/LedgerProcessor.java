package org.postizgateway.ledger.execution;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.call.DuplicateRule;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.NewCall;
import org.postizgateway.outcome.Outcome;

/** Lets one of several identical calls through to the steps of the policy. */
final class LedgerProcessor extends DelegateAsyncProcessor {

    private final CamelContext context;
    private final String route;
    private final Mode mode;
    private final DuplicateRule rule;
    private final CallServices services;

    LedgerProcessor(
            CamelContext context,
            String route,
            AsyncProcessor steps,
            Mode mode,
            DuplicateRule rule,
            CallServices services) {
        super(steps);
        this.context = context;
        this.route = route;
        this.mode = mode;
        this.rule = rule;
        this.services = services;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        services.runner().steps().register(context, route, processor);
    }

    @Override
    protected void doStop() throws Exception {
        services.runner().steps().unregister(context, route);
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            refuseRedelivery(exchange);
            refuseWhoHasLeft(exchange);
            services.draining().enter().close();
            NewCall call = NewCall.of(exchange, route, mode, services.itemsIn());
            services.credentials().process(exchange);
            CallerExchange caller = new CallerExchange(exchange, callback, services);
            if (mode == Mode.INLINE) {
                new InlineCall(caller, call, processor, rule, services).begin();
            } else {
                new BackgroundCall(caller, call, processor, rule, services).begin();
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return false;
    }

    /** What is not begun yet is not begun for somebody who is gone. */
    private static void refuseWhoHasLeft(Exchange exchange) {
        CompletionStage<?> left =
                exchange.getProperty(CallProperties.CANCELLATION, CompletionStage.class);
        boolean gone = left != null && left.toCompletableFuture().isDone();
        if (gone || exchange.isRouteStop() || !mayBegin(exchange)) {
            throw new LedgerException(NotSent.callerLeft(), Map.of());
        }
    }

    private static boolean mayBegin(Exchange exchange) {
        BooleanSupplier begin =
                exchange.getProperty(CallProperties.BEGIN_CHANGES, BooleanSupplier.class);
        return begin == null || begin.getAsBoolean();
    }

    /** An error handler that redelivers the whole policy would send it a second time. */
    private static void refuseRedelivery(Exchange exchange) {
        boolean redelivered =
                exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) > 0;
        String callId = exchange.getProperty(CallProperties.CALL_ID, "", String.class);
        if (redelivered && !callId.isEmpty()) {
            throw new LedgerException(
                    Outcome.unknown(
                            "Call "
                                    + callId
                                    + " has ended without a result; it is not redelivered.",
                            false),
                    Map.of());
        }
    }
}
