package org.postizgateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.postizgateway.mcp.CallListener;

/**
 * Timer {@code mcp.tool.calls} by tool and outcome. Names that no tool has share the value {@code
 * unknown}, so that callers cannot make up series.
 */
public final class ToolCallMetrics implements CallListener {

    private final MeterRegistry registry;

    public ToolCallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(Optional<String> tool, Outcome outcome, Duration took) {
        Timer.builder("mcp.tool.calls")
                .description("Tool calls and how they ended")
                .tags(
                        Tags.of(
                                "tool",
                                tool.orElse("unknown"),
                                "outcome",
                                outcome.name().toLowerCase(Locale.ROOT)))
                .register(registry)
                .record(took);
    }
}
