package org.postizgateway.mcp.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;

/**
 * Continues a trace in the route of a feature, as the headers in which Camel's tracers look for it:
 * W3C trace context in {@code _meta} (MCP 2026-07-28, basic: {@code traceparent}, {@code
 * tracestate}, {@code baggage}), or that of the front door, which is nearer when both belong to the
 * same trace.
 */
public final class TraceContext {

    private static final String PARENT = "traceparent";
    private static final List<String> KEYS = List.of(PARENT, "tracestate", "baggage");

    /** W3C Trace Context, 3.2.2; later versions may add fields. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** Visible ASCII; no longer than W3C Baggage, 3.3.2, asks to be propagated. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{0,8192}");

    private TraceContext() {}

    /** The trace that a message of the front door belongs to; empty when it belongs to none. */
    public static Map<String, Object> of(Message message) {
        return select(message.getHeaders());
    }

    static void copy(McpRequest request, Exchange exchange) {
        Map<String, Object> door =
                request.exchangeProperties().get(McpConstants.TRACE_CONTEXT)
                                instanceof Map<?, ?> map
                        ? select(map)
                        : Map.of();
        Map<String, Object> caller = select(request.meta());
        boolean nearer = caller.isEmpty() || traceId(caller).equals(traceId(door));
        Map<String, Object> context = nearer ? door : caller;
        exchange.getMessage().getHeaders().putAll(context);
        if (!context.isEmpty()) {
            exchange.setProperty(McpConstants.TRACE_ID, traceId(context));
            CallRecord.of(exchange).ifPresent(call -> call.belongsTo(traceId(context)));
        }
    }

    /** What can be no header is left out, as it may become one of a call that a route makes. */
    private static Map<String, Object> select(Map<?, ?> source) {
        Map<String, Object> context = new HashMap<>();
        if (source.get(PARENT) instanceof String parent && TRACE_PARENT.matcher(parent).matches()) {
            for (String key : KEYS) {
                if (source.get(key) instanceof String value
                        && HEADER_VALUE.matcher(value).matches()) {
                    context.put(key, value);
                }
            }
        }
        return context;
    }

    /** The second field of {@code traceparent} (W3C Trace Context, 3.2). */
    private static String traceId(Map<String, Object> context) {
        String[] fields = String.valueOf(context.get(PARENT)).split("-");
        return fields.length > 1 ? fields[1] : "";
    }
}
