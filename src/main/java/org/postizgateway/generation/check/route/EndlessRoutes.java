package org.postizgateway.generation.check.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * No route at {@code direct:} or {@code seda:} calls itself each time that it runs, be it by way of
 * others: it would never end, and take the memory of the gateway. Where a choice leads to such a
 * call, or a step before it may end the route, it can be meant.
 */
final class EndlessRoutes implements RouteRule {

    private static final String BEGINNING = "(direct|seda):.*";

    private static final List<Class<?>> ENDING =
            List.of(StopDefinition.class, ThrowExceptionDefinition.class, RollbackDefinition.class);

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Cycle.in(routes, from -> from.matches(BEGINNING), new EachTime(routes, routes.byName()))
                .forEach(cycle -> problems.accept(problem(routes, cycle)));
    }

    private static Problem problem(Routes routes, Cycle cycle) {
        return routes.problem(
                cycle.first(),
                "This route calls itself each time, and never ends: %s. Leave out one of these steps, or let a choice decide."
                        .formatted(cycle.shown(routes)));
    }

    /** What certainly runs whenever a route does. */
    private record EachTime(Routes routes, Map<String, RouteDefinition> byName)
            implements Cycle.CallGraph {

        @Override
        public List<ProcessorDefinition<?>> steps(RouteDefinition route) {
            List<ProcessorDefinition<?>> steps = new ArrayList<>();
            collect(route, route.getOutputs(), steps);
            return steps;
        }

        /** Whether the steps behind these are certain to run, too. */
        private boolean collect(
                RouteDefinition route,
                List<ProcessorDefinition<?>> written,
                List<ProcessorDefinition<?>> steps) {
            for (ProcessorDefinition<?> step : written) {
                if (routes.isDisabled(route, step)) {
                    continue;
                }
                if (Steps.TRANSPARENT.contains(step.getClass())) {
                    if (!collect(route, step.getOutputs(), steps)) {
                        return false;
                    }
                } else if (Steps.within(step).stream().anyMatch(EachTime::ends)) {
                    return false;
                } else {
                    steps.add(step);
                }
            }
            return true;
        }

        private static boolean ends(ProcessorDefinition<?> step) {
            return ENDING.stream().anyMatch(type -> type.isInstance(step));
        }

        @Override
        public Optional<RouteDefinition> called(
                RouteDefinition route, ProcessorDefinition<?> step) {
            String uri = routes.uri(route, Steps.called(step));
            return uri.startsWith("kamelet:")
                    ? routes.ofKamelet(uri).stream().findFirst()
                    : Optional.of(uri)
                            .filter(called -> called.matches(BEGINNING))
                            .map(called -> byName.get(Routes.withoutOptions(called)));
        }
    }
}
