package org.postizgateway.mcp.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.http.body.BodyRefusedException;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.http.body.RequestBody;
import org.postizgateway.mcp.http.body.VertxRequestBody;
import org.postizgateway.mcp.http.head.Refusal;
import org.postizgateway.mcp.limit.FairExecutor;

/**
 * Runs a route for each HTTP request without blocking a thread on its outcome. Unlike its base
 * class it answers only with headers that the route set: those of the request are not sent back.
 *
 * <p>With {@code useBodyHandler=false} the route begins as soon as the head is there, with a {@link
 * RequestBody} as exchange property; otherwise the body is read first.
 */
final class AsyncHttpConsumer extends VertxPlatformHttpConsumer {

    private static final String TOOLSETS = "toolsets";

    /** Owner of bodies that are read before anybody knows who is calling. */
    private static final String NOBODY = "";

    private static final Refusal UNAVAILABLE =
            Refusal.later(503, "Too many calls at once; retry", 1);

    private final FairExecutor executor;
    private final BodyShares bodies;
    private final boolean readsBody;

    /**
     * @param readsBody whether the route begins with the whole body instead of with the head
     */
    AsyncHttpConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            List<Handler<RoutingContext>> handlers,
            String routerName,
            FairExecutor executor,
            BodyShares bodies,
            boolean readsBody) {
        super(endpoint, processor, handlers, routerName);
        this.executor = executor;
        this.bodies = bodies;
        this.readsBody = readsBody;
    }

    @Override
    protected void handleRequest(RoutingContext context) {
        if (isSuspended()) {
            UNAVAILABLE.answer(context.request());
            return;
        }
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        VertxResponseChannel channel = new VertxResponseChannel(context);
        VertxRequestBody body =
                new VertxRequestBody(context.vertx(), context.request(), bodies, executor);
        context.put(AnsweredRequest.EXCHANGE, exchange);
        exchange.setProperty(ResponseChannel.PROPERTY, channel);
        exchange.setProperty(CallRecord.PROPERTY, new CallRecord());
        exchange.setProperty(RequestBody.PROPERTY, body);
        processHttpRequest(exchange, context)
                .onSuccess(nothing -> execute(context, exchange, channel))
                .onFailure(
                        failure -> {
                            body.release();
                            refuse(context, failure);
                        });
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof BodyRefusedException refused) {
            refused.refusal().answer(context.request());
        } else {
            context.fail(failure);
        }
    }

    @Override
    protected Future<Void> populateCamelMessage(
            RoutingContext context, Exchange exchange, Message message) {
        Future<Void> head = super.populateCamelMessage(context, exchange, message);
        message.setBody(null);
        VertxRequestBody body = exchange.getProperty(RequestBody.PROPERTY, VertxRequestBody.class);
        if (!readsBody || !body.isPresent()) {
            return head;
        }
        return head.compose(
                nothing ->
                        Future.fromCompletionStage(
                                        body.read(NOBODY), context.vertx().getOrCreateContext())
                                .onSuccess(bytes -> message.setBody(Buffer.buffer(bytes)))
                                .mapEmpty());
    }

    private void execute(RoutingContext context, Exchange exchange, VertxResponseChannel channel) {
        try {
            executor.execute(() -> process(context, exchange, channel));
        } catch (RejectedExecutionException e) {
            exchange.getProperty(RequestBody.PROPERTY, VertxRequestBody.class).release();
            releaseExchange(exchange, false);
            UNAVAILABLE.answer(context.request());
        }
    }

    private void process(RoutingContext context, Exchange exchange, VertxResponseChannel channel) {
        VertxRequestBody body = exchange.getProperty(RequestBody.PROPERTY, VertxRequestBody.class);
        exchange.setProperty(McpConstants.TOOLSETS_PARAMETER, context.queryParams().get(TOOLSETS));
        dropQueryParameters(context, exchange.getMessage());
        Map<String, Object> requestHeaders = Map.copyOf(withoutNulls(exchange.getMessage()));
        RouteAnswer answer =
                new RouteAnswer(context.response(), getEndpoint().getHeaderFilterStrategy());
        try {
            createUoW(exchange);
            Doors.entered(context);
        } catch (Exception e) {
            body.release();
            context.fail(e);
            return;
        }
        getAsyncProcessor()
                .process(
                        exchange,
                        doneSync -> {
                            try {
                                if (!channel.isOpen()) {
                                    answer.write(exchange, requestHeaders, channel);
                                }
                            } finally {
                                body.release();
                                doneUoW(exchange);
                                releaseExchange(exchange, false);
                            }
                        });
    }

    /** A query parameter is no header here: it could pass for a credential or steer a route. */
    private static void dropQueryParameters(RoutingContext context, Message message) {
        for (String name : context.queryParams().names()) {
            if (context.pathParam(name) == null) {
                message.removeHeader(name);
                String header = context.request().getHeader(name);
                if (header != null) {
                    message.setHeader(name, header);
                }
            }
        }
    }

    private static Map<String, Object> withoutNulls(Message message) {
        Map<String, Object> headers = new java.util.HashMap<>(message.getHeaders());
        headers.values().removeIf(java.util.Objects::isNull);
        return headers;
    }
}
