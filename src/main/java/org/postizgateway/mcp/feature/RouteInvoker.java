package org.postizgateway.mcp.feature;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.McpRequest;

/** Runs the route of a feature, and what it names beside it, for one request. */
public interface RouteInvoker {

    /**
     * Runs the route.
     *
     * @param request the request served
     * @param interruptible whether the thread that runs the route may be interrupted when the
     *     caller cancels; a route that is not interrupted stops before its next step
     * @param prepare sets body and headers of the exchange
     * @param read takes the result from the exchange while its resources are still open
     * @return what was read; completes exceptionally with {@link
     *     org.postizgateway.mcp.InputRequiredException} when the route stopped at a question
     */
    <T> CompletionStage<T> invoke(
            McpRequest request,
            boolean interruptible,
            Consumer<Exchange> prepare,
            Function<Exchange, T> read);

    /**
     * Runs what stands behind an endpoint for the same caller, in place of the route.
     *
     * @param endpoint such as {@code direct:channel-names}
     * @return as {@link #invoke}
     */
    <T> CompletionStage<T> ask(
            String endpoint,
            McpRequest request,
            Consumer<Exchange> prepare,
            Function<Exchange, T> read);
}
