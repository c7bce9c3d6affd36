package org.postizgateway.mcp.feature;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Continues the caller's trace: W3C trace context in {@code _meta} (MCP 2026-07-28, basic: {@code
 * traceparent}, {@code tracestate}, {@code baggage}) becomes headers, where Camel's tracers look
 * for it.
 */
final class TraceContext {

    private static final List<String> KEYS = List.of("traceparent", "tracestate", "baggage");

    private TraceContext() {}

    static void copy(Map<String, Object> meta, Exchange exchange) {
        for (String key : KEYS) {
            if (meta.get(key) instanceof String value) {
                exchange.getMessage().setHeader(key, value);
            }
        }
    }
}
