package org.postizgateway.observability;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.mcp.CallRecord;

/**
 * Every step of a route logs under the id of the call that it works for, on whatever thread it
 * runs. Camel's own camel-mdc does not serve here: when a step inside another ends, it forgets what
 * the outer one logs under.
 */
public final class CallLogContext implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                CallRecord call = exchange.getProperty(CallRecord.PROPERTY, CallRecord.class);
                if (call == null) {
                    return super.process(exchange, callback);
                }
                CallLabels.of(exchange).forEach(call::label);
                try (CallRecord.LogScope logged = call.openLogScope()) {
                    return super.process(exchange, callback);
                }
            }
        };
    }
}
