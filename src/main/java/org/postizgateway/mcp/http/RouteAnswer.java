package org.postizgateway.mcp.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.MessageHelper;
import org.postizgateway.mcp.CallRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a route answers to an HTTP request: its body, its status and the headers that it set.
 * A route that fails, or answers with what cannot be written, is answered with 500.
 */
record RouteAnswer(HttpServerResponse response, HeaderFilterStrategy headers) {

    private static final Logger LOG = LoggerFactory.getLogger(RouteAnswer.class);

    /**
     * @param requestHeaders those that came with the request, which are not sent back
     */
    void write(
            Exchange exchange, Map<String, Object> requestHeaders, VertxResponseChannel channel) {
        if (response.ended() || response.closed()) {
            channel.failed();
            return;
        }
        if (exchange.getException() != null) {
            fail(exchange, exchange.getException(), channel);
            return;
        }
        try {
            Buffer body = body(exchange.getMessage());
            writeHead(exchange, requestHeaders, body != null);
            channel.endWith(() -> body == null ? response.end() : response.end(body));
        } catch (RuntimeException e) {
            fail(exchange, e, channel);
        }
    }

    private void fail(Exchange exchange, Throwable failure, VertxResponseChannel channel) {
        LOG.error(
                "Route {} failed in call {}",
                exchange.getFromRouteId(),
                exchange.getProperty(CallRecord.PROPERTY),
                failure);
        channel.failed();
        if (!response.headWritten()) {
            response.headers().clear();
            response.setStatusCode(500)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"internal_error\"}");
        }
    }

    /**
     * @throws IllegalStateException when it is of a type that does not become bytes
     */
    private static Buffer body(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return null;
        }
        if (body instanceof String text) {
            return Buffer.buffer(text);
        }
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null) {
            throw new IllegalStateException(
                    "The route answers with a "
                            + body.getClass().getName()
                            + ", of which no bytes can be made. Marshal it, for instance to JSON.");
        }
        return Buffer.buffer(bytes);
    }

    private void writeHead(Exchange exchange, Map<String, Object> requestHeaders, boolean hasBody) {
        Message message = exchange.getMessage();
        response.setStatusCode(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, hasBody ? 200 : 204, Integer.class));
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (value != null
                                    && !value.equals(requestHeaders.get(name))
                                    && !headers.applyFilterToCamelHeaders(name, value, exchange)) {
                                response.putHeader(name, value.toString());
                            }
                        });
        String contentType = MessageHelper.getContentType(message);
        if (hasBody && contentType != null) {
            response.putHeader("Content-Type", contentType);
        }
    }
}
