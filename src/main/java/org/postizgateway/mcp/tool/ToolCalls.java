package org.postizgateway.mcp.tool;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.postizgateway.mcp.CallListener;
import org.postizgateway.mcp.CallListener.Outcome;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.McpRequest;

/** Tells listeners how tool calls end. */
public final class ToolCalls {

    private final Collection<CallListener> listeners;

    /**
     * @param listeners told of each call
     */
    public ToolCalls(Collection<CallListener> listeners) {
        this.listeners = listeners;
    }

    /**
     * Makes a call.
     *
     * @param tool empty when there is no such tool
     */
    public CompletionStage<Map<String, Object>> observe(
            Optional<String> tool,
            McpRequest request,
            Function<McpRequest, CompletionStage<Map<String, Object>>> call) {
        long begin = System.nanoTime();
        try {
            return call.apply(request)
                    .whenComplete(
                            (result, failure) ->
                                    tell(tool, request, outcome(request, result, failure), begin));
        } catch (RuntimeException e) {
            tell(tool, request, outcome(request, null, e), begin);
            throw e;
        }
    }

    private void tell(Optional<String> tool, McpRequest request, Outcome outcome, long begin) {
        if (request.exchangeProperties().get(CallRecord.PROPERTY) instanceof CallRecord call) {
            call.ended(outcome);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        listeners.forEach(listener -> listener.called(tool, outcome, took));
    }

    private static Outcome outcome(
            McpRequest request, Map<String, Object> result, Throwable failure) {
        if (request.client().cancelled().toCompletableFuture().isDone()) {
            return Outcome.CANCELLED;
        }
        if (failure == null) {
            return Boolean.TRUE.equals(result.get("isError")) ? Outcome.TOOL_ERROR : Outcome.OK;
        }
        return Futures.cause(failure) instanceof InputRequiredException
                ? Outcome.INPUT_REQUIRED
                : Outcome.PROTOCOL_ERROR;
    }
}
