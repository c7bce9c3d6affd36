package org.postizgateway.postiz.policy;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizFailure;

/**
 * Decides whether a failed call is made again, for {@code retryWhile}. How long to wait before is a
 * redelivery policy's business, unless Postiz named a time.
 */
public final class Redeliveries {

    /**
     * A read is not made again when its call came in longer ago than this: one more attempt may
     * take 15 s, and the call is to be answered within 50.
     */
    private static final Duration LAST_REDELIVERY = Duration.ofSeconds(20);

    /** A {@code Supplier} of the {@code Duration} for which the caller has waited until now. */
    private static final String WAITED = "CamelMcpWaited";

    /**
     * Steps of a call that may each be made again as often as the setting says. Camel counts in a
     * header, which is gone when the step is a route of its own in which a Kamelet comes before
     * what fails: without this, such a step would be made again for as long as there is time.
     */
    private static final int STEPS = 3;

    private static final String FAILED = "PostizFailedAttempts";

    private final PostizErrors errors;
    private final Duration longestWait;
    private final BiConsumer<String, PostizFailure> again;

    /**
     * @param longestWait a call that Postiz wants to wait for longer than this is not made again
     * @param again is told of each call that is made again, with {@code read} or {@code change}
     */
    public Redeliveries(
            PostizErrors errors, Duration longestWait, BiConsumer<String, PostizFailure> again) {
        this.errors = errors;
        this.longestWait = longestWait;
        this.again = again;
    }

    /** Counts a failed attempt of a call, before it is asked whether to make another one. */
    public void count(Exchange exchange) {
        exchange.setProperty(FAILED, failed(exchange) + 1);
    }

    private static int failed(Exchange exchange) {
        return exchange.getProperty(FAILED, 0, Integer.class);
    }

    /** For calls that change nothing: they are made again when waiting can help. */
    public boolean read(Exchange exchange, int times) {
        PostizFailure failure = errors.failure(exchange);
        return told(
                "read",
                failure,
                failure.temporary()
                        && inTime(failure)
                        && isLeft(exchange, times)
                        && isEarly(exchange));
    }

    /**
     * For all others: they are made again only when they certainly had no effect. What they read
     * before they change anything is made again like any other read.
     */
    public boolean change(Exchange exchange, int times) {
        PostizFailure failure = errors.failure(exchange);
        return told(
                "change",
                failure,
                failure.retryable()
                        && inTime(failure)
                        && isLeft(exchange, times)
                        && (!PostizErrors.hasChangedNothing(exchange) || isEarly(exchange)));
    }

    private boolean told(String kind, PostizFailure failure, boolean isMadeAgain) {
        if (isMadeAgain) {
            again.accept(kind, failure);
        }
        return isMadeAgain;
    }

    private static boolean isLeft(Exchange exchange, int times) {
        return redelivery(exchange) <= times && failed(exchange) <= STEPS * times;
    }

    private static boolean isEarly(Exchange exchange) {
        return waited(exchange).compareTo(LAST_REDELIVERY) < 0;
    }

    private static Duration waited(Exchange exchange) {
        Supplier<?> waited = exchange.getProperty(WAITED, Supplier.class);
        return waited == null
                ? Duration.ofMillis(exchange.getClock().elapsed())
                : (Duration) waited.get();
    }

    private boolean inTime(PostizFailure failure) {
        return failure.retryAfter().filter(wait -> wait.compareTo(longestWait) > 0).isEmpty();
    }

    /**
     * Which redelivery this would be: Camel counts it before it asks, from 1 on. It does so in the
     * In message, also where a circuit breaker has left an Out message behind.
     */
    private static int redelivery(Exchange exchange) {
        return exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
    }
}
