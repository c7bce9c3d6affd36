package org.postizgateway.sandbox.faults;

import java.time.Duration;
import java.util.Set;
import org.postizgateway.sandbox.web.Operation;

/**
 * A fault and the requests that meet it. Built from {@link #of} with the methods below, or posted
 * as JSON with the names of the components.
 *
 * @param operations empty for every operation
 * @param afterProcessing whether Postiz does its work before the fault hides the outcome; {@link
 *     Fault#CUT} and {@link Fault#TRICKLE} always do, as they show a real answer
 * @param skip matching requests that pass before the first that is hit
 * @param times requests that are hit before the rule is spent
 * @param retryAfterSeconds for {@link Fault#TOO_MANY_REQUESTS}; 0 leaves the header out
 * @param pause for {@link Fault#TRICKLE} and {@link Fault#TRICKLE_HEAD}, between two bytes; for
 *     {@link Fault#HANG}, in all
 * @param posts for {@link Fault#DIE}, how many posts of the request are stored
 * @param containing hits only requests whose path or body (not that of an upload) contain this text
 */
public record FaultRule(
        Fault fault,
        Set<Operation> operations,
        boolean afterProcessing,
        int skip,
        Integer times,
        int retryAfterSeconds,
        Duration pause,
        int posts,
        String containing) {

    public FaultRule {
        if (fault == null) {
            throw new IllegalArgumentException("fault is required");
        }
        operations = operations == null ? Set.of() : Set.copyOf(operations);
        times = times == null ? 1 : times;
        pause = pause == null ? Duration.ofMillis(100) : pause;
        containing = containing == null ? "" : containing;
    }

    /** Hits the next request, whatever it is, before Postiz processes it. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(fault, Set.of(), false, 0, 1, 0, null, 0, "");
    }

    public FaultRule on(Operation... only) {
        return new FaultRule(
                fault,
                Set.of(only),
                afterProcessing,
                skip,
                times,
                retryAfterSeconds,
                pause,
                posts,
                containing);
    }

    public FaultRule afterwards() {
        return new FaultRule(
                fault, operations, true, skip, times, retryAfterSeconds, pause, posts, containing);
    }

    public FaultRule skipping(int requests) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                requests,
                times,
                retryAfterSeconds,
                pause,
                posts,
                containing);
    }

    public FaultRule times(int requests) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                skip,
                requests,
                retryAfterSeconds,
                pause,
                posts,
                containing);
    }

    /** Hits every matching request until the faults are cleared. */
    public FaultRule always() {
        return times(Integer.MAX_VALUE);
    }

    public FaultRule retryAfter(Duration wait) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                skip,
                times,
                (int) wait.toSeconds(),
                pause,
                posts,
                containing);
    }

    public FaultRule pausing(Duration step) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                skip,
                times,
                retryAfterSeconds,
                step,
                posts,
                containing);
    }

    public FaultRule storing(int before) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                skip,
                times,
                retryAfterSeconds,
                pause,
                before,
                containing);
    }

    public FaultRule containing(String text) {
        return new FaultRule(
                fault,
                operations,
                afterProcessing,
                skip,
                times,
                retryAfterSeconds,
                pause,
                posts,
                text);
    }

    boolean matches(Operation operation, String path, String body) {
        return (operations.isEmpty() || operations.contains(operation))
                && (path.contains(containing) || body.contains(containing));
    }
}
