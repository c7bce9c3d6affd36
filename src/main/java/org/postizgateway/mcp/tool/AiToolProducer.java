package org.postizgateway.mcp.tool;

import io.modelcontextprotocol.spec.McpSchema;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.postizgateway.mcp.CallListener;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.McpClient;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.ToolFailedException;
import org.postizgateway.mcp.feature.FeatureRegistry;
import org.postizgateway.mcp.feature.TraceContext;

/**
 * Calls a tool as somebody outside would: the body is its arguments and becomes its result. A
 * failure is a {@link ToolFailedException}.
 */
final class AiToolProducer extends DefaultAsyncProducer {

    private static final String COUNT = "CamelMcpInnerCallCount";

    /** Tools in whose routes, one inside the other, a tool was called (List of String). */
    private static final String CALLED_BY = "CamelMcpCalledBy";

    private final String tool;
    private final FeatureRegistry registry;
    private final CallerSource callers;
    private final ToolCalls calls;

    AiToolProducer(AiToolEndpoint endpoint, String tool) {
        super(endpoint);
        this.tool = tool;
        this.registry = FeatureRegistry.of(endpoint.getCamelContext());
        CallerSource source =
                endpoint.getCamelContext().getRegistry().findSingleByType(CallerSource.class);
        this.callers = source == null ? AiToolProducer::callerOfTheRoute : source;
        this.calls =
                new ToolCalls(
                        endpoint.getCamelContext().getRegistry().findByType(CallListener.class));
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Map<String, Object> arguments = arguments(exchange);
            callers.identify(exchange)
                    .thenCompose(identity -> call(exchange, arguments, identity))
                    .whenComplete(
                            (result, failure) -> {
                                try {
                                    finish(exchange, result, failure);
                                } catch (RuntimeException e) {
                                    exchange.setException(e);
                                }
                                callback.done(false);
                            });
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private CompletionStage<Map<String, Object>> call(
            Exchange exchange, Map<String, Object> arguments, CallerSource.Identity identity) {
        Tool called =
                Tool.find(registry, tool, Set.of())
                        .orElseThrow(
                                () ->
                                        new ToolFailedException(
                                                tool,
                                                "There is no tool "
                                                        + tool
                                                        + ": no running route begins at ai-tool:"
                                                        + tool
                                                        + ".",
                                                null));
        List<String> calledBy = calledBy(exchange);
        refuseCircle(calledBy, called.id());
        boolean inner =
                exchange.getProperty(McpConstants.CLIENT) != null
                        && identity.principal().equals(principal(exchange));
        Map<String, Object> properties = new HashMap<>(identity.exchangeProperties());
        properties.put(
                CallRecord.PROPERTY,
                CallRecord.of(exchange).filter(record -> inner).orElseGet(CallRecord::new));
        properties.put(CALLED_BY, calledBy);
        Optional.ofNullable(exchange.getProperty(McpConstants.NO_CACHE))
                .ifPresent(wanted -> properties.put(McpConstants.NO_CACHE, wanted));
        properties.put(McpConstants.TRACE_CONTEXT, TraceContext.of(exchange.getMessage()));
        McpRequest request =
                new McpRequest(
                        McpSchema.METHOD_TOOLS_CALL,
                        Map.of("name", tool, "arguments", arguments),
                        inner ? innerClient(exchange) : new RouteClient(),
                        identity.principal(),
                        properties);
        if (!called.readOnly() && !Changes.begin(exchange)) {
            throw new ToolFailedException(
                    tool, "The call was given up before " + tool + " was called.", null);
        }
        return calls.observe(
                Optional.of(called.id()), request, r -> called.call(r, called.changes()));
    }

    /** From the outermost tool to the one in whose route this step stands. */
    @SuppressWarnings("unchecked")
    private static List<String> calledBy(Exchange exchange) {
        List<String> callers =
                new ArrayList<>(exchange.getProperty(CALLED_BY, List.of(), List.class));
        Optional.ofNullable(exchange.getProperty(McpConstants.TOOL, String.class))
                .ifPresent(callers::add);
        return callers;
    }

    private static void refuseCircle(List<String> calledBy, String tool) {
        int first = calledBy.indexOf(tool);
        if (first >= 0) {
            throw new ToolFailedException(
                    tool,
                    "The tool %s calls itself: %s > %s. Its route has to be corrected by whoever runs this server."
                            .formatted(
                                    tool,
                                    String.join(" > ", calledBy.subList(first, calledBy.size())),
                                    tool),
                    null);
        }
    }

    @SuppressWarnings("unchecked")
    private McpClient innerClient(Exchange exchange) {
        int count = exchange.getProperty(COUNT, 0, Integer.class) + 1;
        exchange.setProperty(COUNT, count);
        return new InnerClient(
                exchange.getProperty(McpConstants.CLIENT, McpClient.class),
                tool + "-" + count + "-",
                exchange.getProperty(McpConstants.ANSWERED, CompletionStage.class));
    }

    private static Optional<Principal> principal(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(McpConstants.PRINCIPAL, Principal.class));
    }

    /** Where nobody says who calls, it is whoever the route works for. */
    private static CompletionStage<CallerSource.Identity> callerOfTheRoute(Exchange exchange) {
        return CompletableFuture.completedFuture(
                new CallerSource.Identity(principal(exchange), Map.of()));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> arguments(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        String text = body == null ? "" : exchange.getMessage().getBody(String.class);
        if (text == null || text.isBlank()) {
            return Map.of();
        }
        try {
            return Json.object(text);
        } catch (IllegalArgumentException e) {
            throw new ToolFailedException(
                    tool,
                    "The body in front of ai-tool:"
                            + tool
                            + " must be its arguments, as a Map or a JSON object: "
                            + e.getMessage(),
                    null);
        }
    }

    private void finish(Exchange exchange, Map<String, Object> result, Throwable failure) {
        if (failure != null) {
            Throwable cause = Futures.cause(failure);
            if (cause instanceof InputRequiredException) {
                // The caller answers with a later call, which runs the outer route again.
                exchange.setRouteStop(true);
            } else {
                exchange.setException(cause);
            }
            return;
        }
        Object structured = ToolResult.structuredContent(result);
        Object content = content((List<?>) result.get("content"));
        if (Boolean.TRUE.equals(result.get("isError"))) {
            throw new ToolFailedException(tool, String.valueOf(content), structured);
        }
        exchange.getMessage().setBody(structured == null ? content : structured);
    }

    /** The text, when that is all there is. */
    private static Object content(List<?> blocks) {
        return blocks.size() == 1
                        && blocks.get(0) instanceof Map<?, ?> block
                        && block.get("text") instanceof String text
                ? text
                : blocks;
    }
}
