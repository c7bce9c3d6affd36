package org.postizgateway.ledger.publish;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.Draining;
import org.postizgateway.ledger.publish.PublishOncePolicy.Services;

/** Lets one of several identical calls through to the steps of the policy. */
final class PublishOnceProcessor extends DelegateAsyncProcessor {

    private final String tool;
    private final Services services;

    PublishOnceProcessor(String tool, Processor steps, Services services) {
        super(steps);
        this.tool = tool;
        this.services = services;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Draining.Permit permit;
        Call call;
        try {
            permit = services.draining().enter();
            call = Call.of(exchange, tool);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        services.credentials().process(exchange);
        AsyncCallback leaving =
                sync -> {
                    permit.close();
                    callback.done(sync);
                };
        new Publication(exchange, leaving, call, processor, services).begin();
        return false;
    }
}
