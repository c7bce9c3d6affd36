package org.postizgateway.ledger.place;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so, and what is to happen in it, in order. */
final class VirtualTime implements Places.Clockwork, TimeMeter {

    private record Due(long at, long number, Runnable task) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long now = 1_000_000_000L;
    private long number;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        dues.add(new Due(now + delay.toNanos(), number++, task));
    }

    /** Lets so much time pass. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (!dues.isEmpty() && dues.peek().at() <= end) {
            Due due = dues.remove();
            now = due.at();
            due.task().run();
        }
        now = end;
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
