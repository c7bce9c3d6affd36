package org.postizgateway.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.postizgateway.mcp.server.McpServerEndpoint;

/** Gauges {@code mcp.sessions} and {@code mcp.streams} over all MCP servers of the process. */
public final class ServerGauges implements MeterBinder {

    private final CamelContext camel;

    public ServerGauges(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("mcp.sessions", () -> sum(McpServerEndpoint::getSessionCount))
                .description("Sessions kept")
                .register(registry);
        Gauge.builder("mcp.streams", () -> sum(McpServerEndpoint::getStreamCount))
                .description("Event streams open to callers")
                .register(registry);
    }

    private long sum(ToLongFunction<McpServerEndpoint> count) {
        return camel.getEndpoints().stream()
                .filter(McpServerEndpoint.class::isInstance)
                .map(McpServerEndpoint.class::cast)
                .mapToLong(count)
                .sum();
    }
}
