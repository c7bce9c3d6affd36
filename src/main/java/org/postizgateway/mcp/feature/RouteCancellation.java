package org.postizgateway.mcp.feature;

import org.apache.camel.Exchange;

/**
 * Carries a cancellation to a running route: it stops before its next step, a waiting thread wakes
 * up.
 */
final class RouteCancellation {

    private final Exchange exchange;
    private final Thread runner;
    private final boolean interruptible;
    private boolean running;
    private boolean interrupted;

    RouteCancellation(Exchange exchange, boolean interruptible) {
        this.exchange = exchange;
        this.runner = Thread.currentThread();
        this.interruptible = interruptible;
        this.running = interruptible;
    }

    synchronized void cancel() {
        exchange.setRouteStop(true);
        interrupted = interruptible;
        if (running) {
            runner.interrupt();
        }
    }

    /** Whether what the route ended with is of this, also where no thread was inside it. */
    synchronized boolean hasInterrupted() {
        return interrupted;
    }

    /** Called when the thread that started the route is no longer inside it. */
    synchronized void threadReturned() {
        if (running) {
            running = false;
            if (exchange.isRouteStop() && Thread.currentThread() == runner) {
                // The interrupt was meant for the route, not for what the thread does next.
                Thread.interrupted();
            }
        }
    }
}
