package org.postizgateway.config.camel;

import org.apache.camel.CamelContext;
import org.postizgateway.generation.ConfigurationWatch;
import org.postizgateway.generation.Generations;
import org.postizgateway.mcp.server.ServerStates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops Camel, which waits for the calls that are being answered, while the operators' server still
 * tells that they are. Left to itself, Camel stops after the servers of Spring Boot.
 */
@Component
class CamelStopsFirst implements SmartLifecycle {

    private final CamelContext camel;
    private final Generations generations;
    private final ServerStates states;
    private final ObjectProvider<ConfigurationWatch> watch;

    CamelStopsFirst(
            CamelContext camel,
            Generations generations,
            ServerStates states,
            ObjectProvider<ConfigurationWatch> watch) {
        this.camel = camel;
        this.generations = generations;
        this.states = states;
        this.watch = watch;
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
        watch.ifAvailable(ConfigurationWatch::close);
        // What callers listen to and are asked would keep routes from ending.
        states.endStreams();
        generations.close();
        states.close();
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
