package org.postizgateway.config.camel;

import org.apache.camel.CamelContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops Camel, which waits for the calls that are being answered, while the operators' server still
 * tells that they are. Left to itself, Camel stops after the servers of Spring Boot.
 */
@Component
class CamelStopsFirst implements SmartLifecycle {

    private final CamelContext camel;

    CamelStopsFirst(CamelContext camel) {
        this.camel = camel;
    }

    /** Camel starts by itself, once all beans are there. */
    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void start() {
        camel.start();
    }

    @Override
    public void stop() {
        camel.stop();
    }

    @Override
    public boolean isRunning() {
        return camel.isStarted();
    }

    /** The last to start, and so the first to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
