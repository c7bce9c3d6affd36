package org.postizgateway.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.postizgateway.mcp.server.ServerStates;

/** Gauges {@code mcp.sessions} and {@code mcp.streams} over all MCP servers of the process. */
public final class ServerGauges implements MeterBinder {

    private final ServerStates servers;

    public ServerGauges(ServerStates servers) {
        this.servers = servers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mcp.sessions", servers, ServerStates::sessionCount)
                .description("Sessions kept")
                .register(registry);
        Gauge.builder("mcp.streams", servers, ServerStates::streamCount)
                .description("Event streams open to callers")
                .register(registry);
    }
}
