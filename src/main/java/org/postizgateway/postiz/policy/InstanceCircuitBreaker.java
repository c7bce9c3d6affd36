package org.postizgateway.postiz.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * A Camel policy: a circuit breaker for each Postiz around its steps, so that one which is down
 * keeps nobody from another. As with the EIP of Camel, steps that fail leave the message as it was.
 */
public final class InstanceCircuitBreaker implements Policy {

    private static final String URL = "PostizUrl";

    private final CircuitBreaker ofDefault;
    private final Map<String, CircuitBreaker> others;

    /**
     * @param ofDefault for calls without the exchange property {@value #URL}
     * @param others by what that property says
     */
    public InstanceCircuitBreaker(CircuitBreaker ofDefault, Map<String, CircuitBreaker> others) {
        this.ofDefault = ofDefault;
        this.others = Map.copyOf(others);
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the definition is taken as it is
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                String url = exchange.getProperty(URL, "", String.class);
                Guard guard = new Guard(others.getOrDefault(url, ofDefault));
                if (!guard.admits(exchange)) {
                    callback.done(true);
                    return true;
                }
                Exchange own = ExchangeHelper.createCorrelatedCopy(exchange, false);
                return super.process(
                        own,
                        synchronously -> {
                            guard.ended(own);
                            if (own.getException() == null) {
                                ExchangeHelper.copyResults(exchange, own);
                            } else {
                                exchange.setException(own.getException());
                            }
                            callback.done(synchronously);
                        });
            }
        };
    }
}
