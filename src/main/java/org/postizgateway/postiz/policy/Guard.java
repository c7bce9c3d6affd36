package org.postizgateway.postiz.policy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/** One call behind a circuit breaker. */
final class Guard {

    private final CircuitBreaker breaker;
    private long begun;

    Guard(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** Whether the call may begin; otherwise the exchange has failed. */
    boolean admits(Exchange exchange) {
        try {
            breaker.acquirePermission();
            begun = System.nanoTime();
            return true;
        } catch (CallNotPermittedException e) {
            exchange.setException(e);
            return false;
        }
    }

    /** Tells the circuit breaker how a call that began has ended. */
    void ended(Exchange exchange) {
        long nanos = System.nanoTime() - begun;
        if (exchange.getException() != null) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, exchange.getException());
        } else if (exchange.isRouteStop()) {
            breaker.releasePermission();
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
