package org.postizgateway.postiz.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.camel.Exchange;
import org.postizgateway.bound.CallGate;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.postiz.failure.LimitExceededException;

/**
 * The step of {@code routes/policies.yaml} that lets no more calls through to Postiz than one
 * caller, and all together, may make in a second.
 */
public final class CallLimits {

    private static final String TENANT = "PostizTenant";

    /** Exchange property (Boolean): the next call was counted when it got its place. */
    private static final String COUNTED = "PostizCounted";

    /** Exchange property (Long): {@code System.nanoTime} of the first refusal. */
    private static final String HELD_BACK = "PostizHeldBack";

    private static final String ALL = "";

    private final CallLimit.Factory limits;
    private final Runnable refused;
    private final Consumer<Duration> waited;
    private final Map<Integer, CallLimit> callers = new ConcurrentHashMap<>();
    private final Map<Integer, CallLimit> together = new ConcurrentHashMap<>();

    /**
     * @param refused is run for each call that is not let through
     * @param waited is told of each call that is let through after it was refused how long that
     *     took
     */
    public CallLimits(CallLimit.Factory limits, Runnable refused, Consumer<Duration> waited) {
        this.limits = limits;
        this.refused = refused;
        this.waited = waited;
    }

    /**
     * Counts a call, unless that was done when it got its place.
     *
     * @param perCaller most calls of one caller in a second
     * @param inAll most calls of all callers together
     * @throws LimitExceededException when there were as many in this second
     */
    public void admit(Exchange exchange, int perCaller, int inAll) {
        if (exchange.removeProperty(COUNTED) != null) {
            return;
        }
        String tenant = exchange.getProperty(TENANT, "", String.class);
        CallLimit own = ofCallers(perCaller);
        if (own.pass(tenant).isPresent()) {
            holdBack(exchange);
            throw new LimitExceededException(perCaller, "one caller");
        }
        if (ofAll(inAll).pass(ALL).isPresent()) {
            own.giveBack(tenant);
            holdBack(exchange);
            throw new LimitExceededException(inAll, "all callers together");
        }
        if (exchange.removeProperty(HELD_BACK) instanceof Long since) {
            waited.accept(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    private void holdBack(Exchange exchange) {
        refused.run();
        if (exchange.getProperty(HELD_BACK) == null) {
            exchange.setProperty(HELD_BACK, System.nanoTime());
        }
    }

    /** The same limits for calls that wait for their turn in place of being refused. */
    public CallGate gate(IntSupplier perCaller, IntSupplier inAll) {
        return new CallGate() {
            @Override
            public Optional<Duration> pass(String tenant) {
                CallLimit own = ofCallers(perCaller.getAsInt());
                Optional<Duration> wait = own.pass(tenant);
                if (wait.isEmpty()) {
                    wait = ofAll(inAll.getAsInt()).pass(ALL);
                    wait.ifPresent(any -> own.giveBack(tenant));
                }
                return wait;
            }

            @Override
            public void giveBack(String tenant) {
                ofCallers(perCaller.getAsInt()).giveBack(tenant);
                ofAll(inAll.getAsInt()).giveBack(ALL);
            }
        };
    }

    private CallLimit ofCallers(int perSecond) {
        return callers.computeIfAbsent(perSecond, n -> limits.of("caller", n));
    }

    private CallLimit ofAll(int perSecond) {
        return together.computeIfAbsent(perSecond, n -> limits.of("all", n));
    }
}
