package org.postizgateway.mcp.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postizgateway.mcp.http.head.Refusal;

/**
 * Answers what no route answers: there is nothing at the path, or nothing for the method, or no
 * door is open yet, so that it may be there soon.
 */
record NothingHere(Router router) implements Handler<RoutingContext> {

    /** Where clients of MCP 2024-11-05 look for its transport, HTTP+SSE. */
    private static final Pattern OLD_TRANSPORT =
            Pattern.compile("(/.*)?/(sse|messages?)/?", Pattern.CASE_INSENSITIVE);

    private static final Refusal NO_DOOR =
            Refusal.later(503, "No door is open: the gateway is starting. Retry soon.", 1);

    @Override
    public void handle(RoutingContext context) {
        if (router.getRoutes().stream().allMatch(route -> route.getPath() == null)) {
            NO_DOOR.answer(context.request());
            return;
        }
        String path = context.normalizedPath();
        String methods =
                router.getRoutes().stream()
                        .filter(route -> isAt(path, route) && route.methods() != null)
                        .flatMap(route -> route.methods().stream())
                        .map(HttpMethod::name)
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (methods.isEmpty()) {
            explain(context, 404, "not_found", "Nothing is served at this path" + hint(path));
        } else {
            context.response().putHeader("Allow", methods);
            explain(context, 405, "method_not_allowed", "This path takes " + methods);
        }
    }

    /** A segment of a door's path that begins with a colon stands for any. */
    private static boolean isAt(String path, Route door) {
        if (door.getPath() == null) {
            return false;
        }
        String[] segments = path.split("/", -1);
        String[] wanted = door.getPath().split("/", -1);
        return segments.length == wanted.length
                && IntStream.range(0, wanted.length)
                        .allMatch(i -> wanted[i].startsWith(":") || wanted[i].equals(segments[i]));
    }

    private String hint(String path) {
        if (!OLD_TRANSPORT.matcher(path).matches()) {
            return "";
        }
        return router.getRoutes().stream()
                .map(Route::getPath)
                .filter(door -> door != null && !door.contains(":") && !door.contains("/."))
                .min(Comparator.comparingInt(String::length))
                .map(
                        door ->
                                ". The older transport HTTP+SSE is not served: set the client to"
                                        + " streamable HTTP and its URL to "
                                        + door)
                .orElse("");
    }

    private static void explain(
            RoutingContext context, int status, String error, String description) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }
}
