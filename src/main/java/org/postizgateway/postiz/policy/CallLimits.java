package org.postizgateway.postiz.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.postizgateway.bound.CallLimit;
import org.postizgateway.postiz.failure.LimitExceededException;

/**
 * The steps of {@code routes/policies.yaml} that let no more calls through to Postiz than one
 * caller, and all together, may make in a second.
 */
public final class CallLimits {

    private static final String TENANT = "PostizTenant";

    private final CallLimit.Factory limits;
    private final Runnable refused;
    private final Map<Integer, CallLimit> callers = new ConcurrentHashMap<>();
    private final Map<Integer, CallLimit> all = new ConcurrentHashMap<>();

    /**
     * @param refused is run for each call that is not let through
     */
    public CallLimits(CallLimit.Factory limits, Runnable refused) {
        this.limits = limits;
        this.refused = refused;
    }

    /**
     * @throws LimitExceededException when the caller has made as many in this second
     */
    public void perCaller(Exchange exchange, int perSecond) {
        CallLimit limit = callers.computeIfAbsent(perSecond, n -> limits.of("caller", n));
        take(limit, exchange.getProperty(TENANT, "", String.class), perSecond, "one caller");
    }

    /**
     * @throws LimitExceededException when all callers together have made as many in this second
     */
    public void inAll(int perSecond) {
        CallLimit limit = all.computeIfAbsent(perSecond, n -> limits.of("all", n));
        take(limit, "", perSecond, "all callers together");
    }

    private void take(CallLimit limit, String owner, int perSecond, String whose) {
        if (limit.take(owner).isPresent()) {
            refused.run();
            throw new LimitExceededException(perSecond, whose);
        }
    }
}
