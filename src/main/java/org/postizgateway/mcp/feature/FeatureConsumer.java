package org.postizgateway.mcp.feature;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;

/** Offers the route behind it as a feature for exactly as long as the route runs. */
public final class FeatureConsumer extends DefaultConsumer implements RouteInvoker, Suspendable {

    private final FeatureRegistry registry;
    private final Feature feature;
    private final Map<String, AsyncProducer> asked = new ConcurrentHashMap<>();

    /**
     * @param feature makes the feature, given the way to run the route
     */
    public FeatureConsumer(
            Endpoint endpoint, Processor processor, Function<RouteInvoker, Feature> feature) {
        super(endpoint, processor);
        this.registry = FeatureRegistry.of(endpoint.getCamelContext());
        this.feature = feature.apply(this);
    }

    @Override
    public <T> CompletionStage<T> invoke(
            McpRequest request,
            boolean interruptible,
            Consumer<Exchange> prepare,
            Function<Exchange, T> read) {
        return run(getAsyncProcessor(), request, interruptible, prepare, read);
    }

    @Override
    public <T> CompletionStage<T> ask(
            String endpoint,
            McpRequest request,
            Consumer<Exchange> prepare,
            Function<Exchange, T> read) {
        return run(asked.computeIfAbsent(endpoint, this::producer), request, true, prepare, read);
    }

    private AsyncProducer producer(String endpoint) {
        try {
            AsyncProducer producer =
                    getEndpoint().getCamelContext().getEndpoint(endpoint).createAsyncProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("Nothing can be asked at " + endpoint, e);
        }
    }

    private <T> CompletionStage<T> run(
            AsyncProcessor processor,
            McpRequest request,
            boolean interruptible,
            Consumer<Exchange> prepare,
            Function<Exchange, T> read) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        request.exchangeProperties().forEach(exchange::setProperty);
        exchange.setProperty(McpConstants.CLIENT, request.client());
        exchange.setProperty(McpConstants.CLIENT_CAPABILITIES, request.client().capabilities());
        exchange.setProperty(McpConstants.TAKES_TASKS, request.client().takesTasks());
        exchange.setProperty(McpConstants.CANCELLATION, request.client().cancelled());
        exchange.setProperty(McpConstants.WAITED, waited(request));
        exchange.setProperty(
                McpConstants.ANSWERED,
                result.thenCompose(value -> answered(request, exchange)).exceptionally(e -> false));
        request.client()
                .progressToken()
                .ifPresent(token -> exchange.setProperty(McpConstants.PROGRESS_TOKEN, token));
        request.caller().ifPresent(caller -> exchange.setProperty(McpConstants.PRINCIPAL, caller));
        TraceContext.copy(request, exchange);
        prepare.accept(exchange);

        RouteCancellation cancellation = new RouteCancellation(exchange, interruptible);
        request.client().cancelled().thenRun(cancellation::cancel);
        try {
            createUoW(exchange);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
        // In sync with this thread: called from a door's route, Camel would queue the route behind
        // what that is doing, and its thread could not be told from any other.
        getEndpoint()
                .getCamelContext()
                .getCamelContextExtension()
                .getReactiveExecutor()
                .scheduleSync(
                        () ->
                                processor.process(
                                        exchange,
                                        doneSync ->
                                                complete(
                                                        request,
                                                        exchange,
                                                        cancellation,
                                                        read,
                                                        result)));
        cancellation.threadReturned();
        return result;
    }

    private static Supplier<Duration> waited(McpRequest request) {
        CallRecord call =
                request.exchangeProperties().get(CallRecord.PROPERTY) instanceof CallRecord known
                        ? known
                        : new CallRecord();
        return () -> call.age().minus(request.client().timeAsked());
    }

    /** What a failed route had made before is in no answer. */
    private static CompletionStage<Boolean> answered(McpRequest request, Exchange exchange) {
        boolean failed =
                exchange.getException() != null || exchange.getProperty(McpConstants.ERROR) != null;
        return failed ? CompletableFuture.completedFuture(false) : request.client().answered();
    }

    private <T> void complete(
            McpRequest request,
            Exchange exchange,
            RouteCancellation cancellation,
            Function<Exchange, T> read,
            CompletableFuture<T> result) {
        cancellation.threadReturned();
        Optional<CallRecord> call = CallRecord.of(exchange);
        try (CallRecord.LogScope logged = call.map(CallRecord::openLogScope).orElse(() -> {})) {
            if (cancellation.hasInterrupted()) {
                // Nobody waits for the result, and nobody need look for what the route failed of.
                throw McpError.builder(ErrorCodes.INTERNAL_ERROR)
                        .message("The call was cancelled")
                        .build();
            }
            if (!request.client().unanswered().isEmpty()) {
                throw new InputRequiredException(request.client().unanswered());
            }
            if (exchange.getProperty(McpConstants.UNAUTHORIZED, false, Boolean.class)) {
                call.ifPresent(CallRecord::unauthorized);
            }
            if (exchange.getProperty(McpConstants.INVALID_INPUT, false, Boolean.class)) {
                call.ifPresent(CallRecord::invalidInput);
            }
            Integer seconds = exchange.getProperty(McpConstants.RETRY_AFTER, Integer.class);
            if (seconds != null) {
                call.ifPresent(record -> record.refusedFor(seconds));
            }
            T value = read.apply(exchange);
            doneUoW(exchange);
            releaseExchange(exchange, false);
            result.complete(value);
        } catch (RuntimeException e) {
            doneUoW(exchange);
            result.completeExceptionally(e);
        }
    }

    /**
     * @throws FailedToStartRouteException when another running route offers the same
     */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        try {
            registry.add(feature);
        } catch (IllegalStateException e) {
            throw new FailedToStartRouteException(getRouteId(), e.getMessage(), e);
        }
    }

    @Override
    protected void doStop() throws Exception {
        registry.remove(feature);
        ServiceHelper.stopService(asked.values());
        asked.clear();
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        registry.remove(feature);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        registry.add(feature);
    }
}
