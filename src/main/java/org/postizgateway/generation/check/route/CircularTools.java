package org.postizgateway.generation.check.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * No tool calls itself, be it by way of others or of routes at {@code direct:} and {@code seda:}.
 * Such a call fails, and only once it has been made.
 */
final class CircularTools implements RouteRule {

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Cycle.in(routes, from -> from.startsWith(Routes.TOOL), new AnyTime(routes, routes.byName()))
                .forEach(cycle -> problems.accept(problem(routes, cycle)));
    }

    private static Problem problem(Routes routes, Cycle cycle) {
        return routes.problem(
                cycle.first(),
                "The tool %s calls itself: %s. Such a call fails: leave out one of these steps."
                        .formatted(
                                routes.beginning(cycle.path().get(0))
                                        .substring(Routes.TOOL.length()),
                                cycle.shown(routes)));
    }

    /** All steps of a route, whatever has to be the case for them to run. */
    private record AnyTime(Routes routes, Map<String, RouteDefinition> byName)
            implements Cycle.CallGraph {

        @Override
        public List<ProcessorDefinition<?>> steps(RouteDefinition route) {
            return Steps.all(route).stream()
                    .filter(step -> !routes.isDisabled(route, step))
                    .toList();
        }

        @Override
        public Optional<RouteDefinition> called(
                RouteDefinition route, ProcessorDefinition<?> step) {
            String uri = routes.uri(route, Steps.called(step));
            return uri.matches("(ai-tool|direct|seda):.*")
                    ? Optional.ofNullable(byName.get(Routes.withoutOptions(uri)))
                    : Optional.empty();
        }
    }
}
