package org.postizgateway.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** Faults for about every third request, the same ones for the same seed. */
final class RandomFaults {

    private static final List<FaultRule> RULES =
            List.of(
                    FaultRule.of(Fault.RESET),
                    FaultRule.of(Fault.RESET).afterwards(),
                    FaultRule.of(Fault.CLOSE),
                    FaultRule.of(Fault.CLOSE).afterwards(),
                    FaultRule.of(Fault.CUT),
                    FaultRule.of(Fault.SILENCE).afterwards(),
                    FaultRule.of(Fault.TOO_MANY_REQUESTS).retryAfter(Duration.ofSeconds(1)),
                    FaultRule.of(Fault.TOO_MANY_REQUESTS),
                    FaultRule.of(Fault.INTERNAL_ERROR),
                    FaultRule.of(Fault.INTERNAL_ERROR).afterwards(),
                    FaultRule.of(Fault.BAD_GATEWAY),
                    FaultRule.of(Fault.GATEWAY_TIMEOUT).afterwards(),
                    FaultRule.of(Fault.MALFORMED_JSON).afterwards(),
                    FaultRule.of(Fault.EMPTY_UNAUTHORIZED));

    private final Random random;
    private final PostizSandbox postiz;

    RandomFaults(long seed, PostizSandbox postiz) {
        this.random = new Random(seed);
        this.postiz = postiz;
    }

    /** Before each call: perhaps one for its request, now and then one for a look-up. */
    synchronized void strike(SideEffect effect) {
        int dice = random.nextInt(12);
        if (dice < 4) {
            FaultRule rule = RULES.get(random.nextInt(RULES.size()));
            postiz.faults().add(rule.on(effect.operation(postiz)));
        } else if (dice == 4) {
            postiz.faults().add(FaultRule.of(Fault.INTERNAL_ERROR).on(Operation.LIST_POSTS));
        }
    }
}
