package org.postizgateway.generation.check.route;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * Whatever a step calls by {@code direct:} or {@code ai-tool:} exists, and what completes an
 * argument. Camel would tell the first caller.
 */
final class CalledRoutes implements RouteRule {

    private static final String DIRECT = "direct:";
    private static final String COMPLETING = ".completeFrom";

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Set<String> known = routes.byName().keySet();
        for (RouteDefinition route : routes.definitions()) {
            completing(routes, route)
                    .filter(name -> !known.contains(name))
                    .map(name -> routes.problem(route.getInput(), unknown(name)))
                    .forEach(problems);
            for (ProcessorDefinition<?> step : Steps.all(route)) {
                String uri = routes.uri(route, Steps.called(step));
                String name = Routes.withoutOptions(uri);
                if ((name.startsWith(DIRECT) || name.startsWith(Routes.TOOL) && isOwn(routes, step))
                        && !name.contains("${")
                        && !uri.contains("failIfNoConsumers=false")
                        && !routes.isDisabled(route, step)
                        && !known.contains(name)) {
                    problems.accept(routes.problem(step, unknown(name)));
                }
            }
        }
    }

    /** What completes arguments and variables. */
    private static Stream<String> completing(Routes routes, RouteDefinition route) {
        return routes.options(route, COMPLETING)
                .map(Routes::withoutOptions)
                .filter(name -> name.startsWith(DIRECT));
    }

    /** A directory may leave tools out that routes of the jar call, as its resources do. */
    private static boolean isOwn(Routes routes, ProcessorDefinition<?> step) {
        return routes.place(step).filter(place -> place.file().isOverride()).isPresent();
    }

    private static String unknown(String name) {
        return "No route begins at "
                + name
                + ". Correct the name, or add a route with from: "
                + name
                + ".";
    }
}
