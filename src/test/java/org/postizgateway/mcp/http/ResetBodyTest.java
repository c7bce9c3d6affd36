package org.postizgateway.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.http.body.BodyRefusedException;
import org.postizgateway.mcp.http.body.BodyShares;
import org.postizgateway.mcp.http.body.VertxRequestBody;
import org.postizgateway.mcp.limit.FairExecutor;

/** A caller who resets the connection in the moment in which the body is about to be read. */
class ResetBodyTest {

    @AutoClose("close")
    private final Vertx vertx = Vertx.vertx();

    /** As Vert.x is between the reset and the end of the connection, which no socket can time. */
    private static HttpServerRequest reset() {
        HttpServerRequest request = mock(HttpServerRequest.class);
        when(request.response()).thenReturn(mock(HttpServerResponse.class));
        when(request.headers()).thenReturn(MultiMap.caseInsensitiveMultiMap());
        when(request.getHeader("Content-Length")).thenReturn("1000");
        when(request.isEnded()).thenReturn(true);
        when(request.endHandler(ArgumentMatchers.<Handler<Void>>any()))
                .thenThrow(new IllegalStateException("Request has already been read"));
        return request;
    }

    @Test
    void is_one_who_has_left() {
        BodyLimits limits = HttpLimits.standard().bodies();
        BodyShares shares = new BodyShares(limits, limit -> {});
        FairExecutor executor = new FairExecutor(Runnable::run, 1, 1, limit -> {});

        VertxRequestBody body = new VertxRequestBody(vertx, reset(), shares, executor);

        assertThat(body.read("caller"))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(BodyRefusedException.class);
    }
}
