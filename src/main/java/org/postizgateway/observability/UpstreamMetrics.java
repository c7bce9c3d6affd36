package org.postizgateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.postizgateway.mcp.limit.LimitListener;

/**
 * Timer {@code http.client.request.duration} of each HTTP request that a route makes, with the
 * attributes of OpenTelemetry's convention for HTTP and {@code operation}: the Kamelet that makes
 * it, or the id of a route that is none. What a throttle refuses is told to the listeners of
 * bounds.
 */
public final class UpstreamMetrics implements InterceptStrategy {

    private static final String KAMELET = "templateId";

    private final MeterRegistry registry;
    private final LimitListener limits;

    public UpstreamMetrics(MeterRegistry registry, LimitListener limits) {
        this.registry = registry;
        this.limits = limits;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode definition, Processor target, Processor next) {
        if (definition instanceof ThrottleDefinition) {
            return new Watched(target) {
                @Override
                void ended(Exchange exchange, long nanos) {
                    if (exchange.getException() instanceof ThrottlerRejectedExecutionException) {
                        limits.exceeded("throttle");
                    }
                }
            };
        }
        String operation = operation(definition);
        return http(target)
                .<Processor>map(
                        endpoint ->
                                new Watched(target) {
                                    @Override
                                    void ended(Exchange exchange, long nanos) {
                                        record(operation, endpoint, exchange, nanos);
                                    }
                                })
                .orElse(target);
    }

    private static String operation(NamedNode definition) {
        NamedNode node = definition;
        while (node != null && !(node instanceof RouteDefinition)) {
            node = node.getParent();
        }
        if (node instanceof RouteDefinition route) {
            Object kamelet =
                    route.getTemplateParameters() == null
                            ? null
                            : route.getTemplateParameters().get(KAMELET);
            return kamelet == null ? route.getRouteId() : kamelet.toString();
        }
        return "unknown";
    }

    private static Optional<HttpEndpoint> http(Processor target) {
        Processor processor = target;
        while (processor instanceof DelegateAsyncProcessor delegate) {
            processor = delegate.getProcessor();
        }
        Endpoint endpoint = processor instanceof EndpointAware aware ? aware.getEndpoint() : null;
        return endpoint instanceof HttpEndpoint http ? Optional.of(http) : Optional.empty();
    }

    private void record(String operation, HttpEndpoint endpoint, Exchange exchange, long nanos) {
        Exception failure = exchange.getException();
        Integer code =
                failure instanceof HttpOperationFailedException refused
                        ? Integer.valueOf(refused.getStatusCode())
                        : exchange.getMessage()
                                .getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        boolean answered = code != null && (failure == null || isRefusal(failure));
        String error = "none";
        if (!answered && failure != null) {
            error = failure.getClass().getSimpleName();
        } else if (answered && code >= 400) {
            error = code.toString();
        }
        Timer.builder("http.client.request.duration")
                .description("HTTP requests of routes, those to Postiz among them")
                .tags(
                        Tags.of(
                                "operation",
                                operation,
                                "http.request.method",
                                method(endpoint),
                                "http.response.status_code",
                                answered ? code.toString() : "none",
                                "error.type",
                                error))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static boolean isRefusal(Exception failure) {
        return failure instanceof HttpOperationFailedException;
    }

    private static String method(HttpEndpoint endpoint) {
        return endpoint.getHttpMethod() == null
                ? "_OTHER"
                : endpoint.getHttpMethod().name().toUpperCase(Locale.ROOT);
    }

    private abstract static class Watched extends DelegateAsyncProcessor {

        Watched(Processor target) {
            super(target);
        }

        abstract void ended(Exchange exchange, long nanos);

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            long begun = System.nanoTime();
            return super.process(
                    exchange,
                    sync -> {
                        ended(exchange, System.nanoTime() - begun);
                        callback.done(sync);
                    });
        }
    }
}
