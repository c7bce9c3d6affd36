package org.postizgateway.postiz.failure;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Optional;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.postizgateway.outcome.Effect;
import org.postizgateway.postiz.failure.PostizFailure.Kind;

/** Explains requests that a policy of {@code routes/policies.yaml} held back from Postiz. */
final class PolicyFailures {

    private PolicyFailures() {}

    /** Empty for a request that was sent, or may have been. */
    static Optional<PostizFailure> explain(Throwable cause) {
        if (cause instanceof CallNotPermittedException) {
            return Optional.of(notSent("Postiz failed repeatedly"));
        }
        return isOverLimit(cause)
                ? Optional.of(notSent("Too many calls to Postiz are under way"))
                : Optional.empty();
    }

    /** Only the throttle's own rejection: an interrupt looks like one, after sending too. */
    private static boolean isOverLimit(Throwable cause) {
        return cause instanceof BulkheadFullException
                || cause instanceof ThrottlerRejectedExecutionException
                // no connection became free among those that the gateway may hold open
                || cause instanceof ConnectionRequestTimeoutException;
    }

    private static PostizFailure notSent(String why) {
        return PostizFailure.of(
                Kind.BUSY,
                Effect.NONE,
                0,
                why + ", so the gateway did not send this request. Try again in a minute.");
    }
}
