package org.postizgateway.generation.check.route;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * No tool calls itself, be it by way of others or of routes at {@code direct:} and {@code seda:}.
 * Such a call fails, and only once it has been made.
 */
final class CircularTools implements RouteRule {

    private static final String TOOL = "ai-tool:";

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Circle.Ways ways = new AnyTime(routes);
        Set<Set<RouteDefinition>> told = new HashSet<>();
        for (RouteDefinition tool : routes.definitions()) {
            if (routes.from(tool).startsWith(TOOL)) {
                Circle.through(tool, ways)
                        .filter(circle -> told.add(Set.copyOf(circle.path())))
                        .ifPresent(circle -> problems.accept(problem(routes, tool, circle)));
            }
        }
    }

    private static Problem problem(Routes routes, RouteDefinition tool, Circle circle) {
        return routes.problem(
                circle.first(),
                "The tool %s calls itself: %s. Such a call fails: leave out one of these steps."
                        .formatted(
                                beginning(routes, tool).substring(TOOL.length()),
                                circle.shown(route -> beginning(routes, route))));
    }

    private static String beginning(Routes routes, RouteDefinition route) {
        return Routes.withoutOptions(routes.from(route));
    }

    /** All steps of a route, whatever has to be the case for them to run. */
    private record AnyTime(Routes routes) implements Circle.Ways {

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
                    ? routes.beginningAt(uri).or(() -> withAlias(routes, uri))
                    : Optional.empty();
        }
    }

    private static Optional<RouteDefinition> withAlias(Routes routes, String uri) {
        String called = Routes.withoutOptions(uri);
        return routes.definitions().stream()
                .filter(route -> routes.from(route).startsWith(TOOL))
                .filter(route -> routes.aliases(route).anyMatch(called::equals))
                .findFirst();
    }
}
