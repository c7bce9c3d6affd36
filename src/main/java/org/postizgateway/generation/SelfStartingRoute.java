package org.postizgateway.generation;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.ScheduledPollConsumer;

/** A route that begins by itself, at a timer, a topic or a folder. */
record SelfStartingRoute(CamelContext context, Route route) {

    /** Begins, also again. */
    void begin() throws Exception {
        if (route.getConsumer() instanceof ScheduledPollConsumer polling) {
            deferShutdown(polling, null);
            if (polling.isSuspended()) {
                polling.resume();
                return;
            }
        }
        context.getRouteController().startRoute(route.getId());
    }

    boolean isBegun() {
        return context.getRouteController().getRouteStatus(route.getId()) == ServiceStatus.Started;
    }

    /**
     * Takes nothing more. One that polls must not be stopped yet: that interrupts what it is at.
     */
    void quiet() {
        if (route.getConsumer() instanceof ScheduledPollConsumer polling) {
            deferShutdown(polling, ShutdownRunningTask.CompleteCurrentTaskOnly);
            polling.suspend();
        } else {
            route.getConsumer().stop();
        }
    }

    /** A route counts an exchange no more before it is completed: a file is removed after that. */
    boolean isIdle() {
        boolean polls =
                route.getConsumer() instanceof ScheduledPollConsumer polling && polling.isPolling();
        return !polls && context.getInflightRepository().size(route.getId()) == 0;
    }

    void stop() {
        route.getConsumer().stop();
    }

    /** What is left of a batch is left to the next. */
    private static void deferShutdown(Consumer consumer, ShutdownRunningTask task) {
        if (consumer instanceof ShutdownAware batch) {
            batch.deferShutdown(task);
        }
    }
}
