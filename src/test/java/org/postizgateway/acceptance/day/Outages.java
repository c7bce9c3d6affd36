package org.postizgateway.acceptance.day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postizgateway.sandbox.PostizSandbox;

/** When Postiz was away, as it is while somebody updates it. */
final class Outages {

    /** How long after one a failure may still be of it: the circuit breaker tries again by then. */
    private static final Duration ECHO = Duration.ofMinutes(1);

    private record Outage(Instant from, Instant until) {}

    private final PostizSandbox postiz;
    private final List<Outage> past = new CopyOnWriteArrayList<>();

    Outages(PostizSandbox postiz) {
        this.postiz = postiz;
    }

    void restart(Duration away) throws InterruptedException {
        Instant from = Instant.now();
        past.add(new Outage(from, Instant.MAX));
        postiz.stop();
        Thread.sleep(away.toMillis());
        postiz.start();
        past.set(past.size() - 1, new Outage(from, Instant.now().plus(ECHO)));
    }

    /** Whether a call that was at work between two instants may have met one. */
    boolean explain(Instant begin, Instant end) {
        return past.stream()
                .anyMatch(outage -> begin.isBefore(outage.until()) && end.isAfter(outage.from()));
    }
}
