package org.postizgateway.generation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds routes of a test that come to it, until it is opened. */
public final class Gate {

    private static final Semaphore ARRIVALS = new Semaphore(0);

    private static volatile CountDownLatch closed = new CountDownLatch(0);

    static void close() {
        ARRIVALS.drainPermits();
        closed = new CountDownLatch(1);
    }

    static void open() {
        closed.countDown();
    }

    static void awaitArrival() throws InterruptedException {
        if (!ARRIVALS.tryAcquire(60, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody has come to the gate within a minute");
        }
    }

    /** Called by routes. */
    public String pass(String body) throws InterruptedException {
        ARRIVALS.release();
        closed.await(120, TimeUnit.SECONDS);
        return body;
    }

    /** Called by routes that keep what they have. */
    public void hold() throws InterruptedException {
        pass("");
    }

    /** Made by a set, whose start is held so. */
    public static final class Held {
        public Held() throws InterruptedException {
            new Gate().pass("");
        }
    }
}
