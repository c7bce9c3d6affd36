package org.postizgateway.postiz.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.postizgateway.postiz.failure.PostizErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the circuit breakers before Postiz. They open on failures only: how long a call may take is
 * bounded by the Kamelet that makes it, and one that succeeds slowly is a success.
 */
public final class UpstreamCircuitBreakers {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamCircuitBreakers.class);
    private static final Duration NEVER_SLOW = Duration.ofDays(1);
    private static final int TENANT_PREFIX = 8;

    /**
     * When they open and close.
     *
     * @param window how many of the last calls are looked at
     * @param minimumCalls fewer than these prove nothing
     * @param failureRate percentage of them that must have failed
     * @param openFor how long calls then fail at once
     * @param halfOpenCalls how many calls try it afterwards
     * @param halfOpenFor a trial that has not ended by then does not keep the others out any longer
     */
    public record Limits(
            int window,
            int minimumCalls,
            float failureRate,
            Duration openFor,
            int halfOpenCalls,
            Duration halfOpenFor) {}

    private final PostizErrors errors;
    private final Limits limits;
    private final ScheduledExecutorService timer;

    /**
     * @param timer closes a circuit breaker whose trials last too long
     */
    public UpstreamCircuitBreakers(
            PostizErrors errors, Limits limits, ScheduledExecutorService timer) {
        this.errors = errors;
        this.limits = limits;
        this.timer = timer;
    }

    /** One for all callers, which opens when Postiz is down for all of them. */
    public CircuitBreaker shared(CircuitBreakerRegistry registry, String name) {
        return watched(
                registry.circuitBreaker(name, opensOn(UpstreamSign.DOWN)),
                "Calls to Postiz (circuit breaker " + name + ")");
    }

    /** One for a single caller, which opens when its calls get no answer in time. */
    public CircuitBreaker ofCaller(String tenant) {
        String prefix = tenant.substring(0, Math.min(TENANT_PREFIX, tenant.length()));
        return watched(
                CircuitBreaker.of("caller", opensOn(UpstreamSign.SLOW)),
                "Calls of tenant " + prefix + " to Postiz");
    }

    private CircuitBreakerConfig opensOn(UpstreamSign failure) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.window())
                .minimumNumberOfCalls(limits.minimumCalls())
                .failureRateThreshold(limits.failureRate())
                .slowCallDurationThreshold(NEVER_SLOW)
                .waitDurationInOpenState(limits.openFor())
                .permittedNumberOfCallsInHalfOpenState(limits.halfOpenCalls())
                .recordException(thrown -> sign(thrown) == failure)
                .ignoreException(
                        thrown -> {
                            UpstreamSign sign = sign(thrown);
                            return sign != failure && sign != UpstreamSign.WORKS;
                        })
                .build();
    }

    private UpstreamSign sign(Throwable thrown) {
        return UpstreamSign.of(errors.explain(thrown));
    }

    private CircuitBreaker watched(CircuitBreaker breaker, String calls) {
        AtomicInteger changes = new AtomicInteger();
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> {
                            int change = changes.incrementAndGet();
                            State state = event.getStateTransition().getToState();
                            log(calls, state);
                            if (state == State.HALF_OPEN) {
                                timer.schedule(
                                        () -> endTrial(breaker, changes, change),
                                        limits.halfOpenFor().toMillis(),
                                        TimeUnit.MILLISECONDS);
                            }
                        });
        return breaker;
    }

    /** The trials that run were taken by Postiz, and none has shown that it is down since. */
    private static void endTrial(CircuitBreaker breaker, AtomicInteger changes, int trial) {
        if (changes.get() == trial) {
            breaker.transitionToClosedState();
        }
    }

    private void log(String calls, State state) {
        switch (state) {
            case OPEN ->
                    LOG.warn(
                            "{} are held back for {} s: too many of the last {} failed",
                            calls,
                            limits.openFor().toSeconds(),
                            limits.window());
            case HALF_OPEN -> LOG.info("{} are tried, {} of them", calls, limits.halfOpenCalls());
            default -> LOG.info("{} go on", calls);
        }
    }
}
