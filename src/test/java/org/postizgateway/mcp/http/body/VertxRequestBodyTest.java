package org.postizgateway.mcp.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.limit.FairExecutor;

class VertxRequestBodyTest {

    @Test
    void a_body_that_is_refused_at_once_ends_no_timer_of_somebody_else() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            long first = vertx.setTimer(TimeUnit.HOURS.toMillis(1), expired -> {});
            HttpServer server =
                    vertx.createHttpServer()
                            .requestHandler(
                                    request -> {
                                        request.pause();
                                        body(vertx, request)
                                                .read("ada")
                                                .whenComplete(
                                                        (bytes, failure) ->
                                                                request.response()
                                                                        .end(
                                                                                String.valueOf(
                                                                                        failure
                                                                                                != null)));
                                    });
            server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();

            assertThat(post(server.actualPort(), "longer than one byte")).isEqualTo("true");
            assertThat(first).isZero();
            assertThat(vertx.cancelTimer(first)).as("it still runs").isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static VertxRequestBody body(Vertx vertx, HttpServerRequest request) {
        BodyLimits oneByte = new BodyLimits(1, 1, 1, Duration.ofMinutes(1));
        return new VertxRequestBody(
                vertx,
                request,
                new BodyShares(oneByte, bound -> {}),
                new FairExecutor(Runnable::run, 1, 1, bound -> {}));
    }

    private static String post(int port, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
