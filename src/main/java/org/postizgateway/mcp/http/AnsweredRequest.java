package org.postizgateway.mcp.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * A request to the front door and what became of it, without anything of it that a caller can
 * choose freely.
 *
 * @param method HTTP method; {@code OTHER} for those that no door takes
 * @param door path as the door's route declares it, such as {@code /mcp/{apiKey}}; empty when no
 *     door has the path that was called
 * @param status HTTP status; 499 when the caller left before the answer
 * @param took from the head of the request to the end of the answer, streams included
 * @param exchange that a route worked on; empty when none did
 */
public record AnsweredRequest(
        String method,
        Optional<String> door,
        int status,
        Duration took,
        Optional<Exchange> exchange) {

    static final String EXCHANGE = "CamelMcpExchange";

    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD");
    private static final int CALLER_LEFT = 499;

    /** One that was refused before a door was looked for. */
    static AnsweredRequest refused(HttpServerRequest request, int status, long begin) {
        return new AnsweredRequest(
                method(request), Optional.empty(), status, since(begin), Optional.empty());
    }

    private static String method(HttpServerRequest request) {
        String method = request.method().name();
        return METHODS.contains(method) ? method : "OTHER";
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static AnsweredRequest of(RoutingContext context, long begin) {
        return new AnsweredRequest(
                method(context.request()),
                Optional.ofNullable(context.currentRoute())
                        .map(Route::getPath)
                        .map(path -> path.replaceAll(":(\\w+)", "{$1}")),
                context.response().headWritten() ? context.response().getStatusCode() : CALLER_LEFT,
                since(begin),
                Optional.ofNullable(context.get(EXCHANGE)));
    }
}
