package org.postizgateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.postizgateway.mcp.http.AnsweredRequest;
import org.postizgateway.mcp.http.RequestListener;

/** Timer {@code mcp.http.requests} by door, HTTP method and status. */
public final class RequestMetrics implements RequestListener {

    private final MeterRegistry registry;

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(AnsweredRequest request) {
        Timer.builder("mcp.http.requests")
                .description("Requests to the front door, streams until their end")
                .tags(
                        Tags.of(
                                "door", request.door().orElse("none"),
                                "method", request.method(),
                                "status", String.valueOf(request.status())))
                .register(registry)
                .record(request.took());
    }
}
