package org.postizgateway.postiz.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * The Camel policy {@code callerCircuitBreaker}: a circuit breaker for each caller around its
 * steps. It holds back a caller whose calls run into timeouts, and nobody else.
 */
public final class CallerCircuitBreaker implements Policy {

    private static final String TENANT = "PostizTenant";
    private static final int CALLERS_KEPT = 10_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final LoadingCache<String, CircuitBreaker> breakers;

    /**
     * @param breaker makes the circuit breaker of a tenant from its hash
     */
    public CallerCircuitBreaker(Function<String, CircuitBreaker> breaker) {
        this.breakers =
                Caffeine.newBuilder()
                        .maximumSize(CALLERS_KEPT)
                        .expireAfterAccess(KEPT)
                        .build(breaker::apply);
    }

    /** How many callers are held back, or tried again after that. */
    public long heldBack() {
        return breakers.asMap().values().stream()
                .filter(breaker -> breaker.getState() != CircuitBreaker.State.CLOSED)
                .count();
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
                String tenant = exchange.getProperty(TENANT, String.class);
                return tenant == null
                        ? super.process(exchange, callback)
                        : guarded(new Guard(breakers.get(tenant)), exchange, callback);
            }

            private boolean guarded(Guard guard, Exchange exchange, AsyncCallback callback) {
                if (!guard.admits(exchange)) {
                    callback.done(true);
                    return true;
                }
                return super.process(
                        exchange,
                        synchronously -> {
                            guard.ended(exchange);
                            callback.done(synchronously);
                        });
            }
        };
    }
}
