package org.postizgateway.mcp.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** What is answered on a connection before there is a request. */
final class Answers {

    private static final byte[] TOO_MANY =
            ("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32603,\"message\":"
                            + "\"Too many connections are open; close some, or come back later\"}}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final int SECONDS_TO_WAIT = 5;

    private Answers() {}

    static FullHttpResponse tooManyConnections() {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        Unpooled.wrappedBuffer(TOO_MANY));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, TOO_MANY.length)
                .set(HttpHeaderNames.RETRY_AFTER, SECONDS_TO_WAIT)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
