package org.postizgateway.generation.check.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Routes that call each other in a circle.
 *
 * @param path the routes, from the first to the one that calls the first again
 * @param first the step by which the first one leads there
 */
record Cycle(List<RouteDefinition> path, ProcessorDefinition<?> first) {

    /** How routes call each other. */
    interface CallGraph {

        /** The steps of a route that are looked at. */
        List<ProcessorDefinition<?>> steps(RouteDefinition route);

        /** The route that such a step calls. */
        Optional<RouteDefinition> called(RouteDefinition route, ProcessorDefinition<?> step);
    }

    /** A step that calls the beginning of another route, and the steps that led there. */
    private record Call(Optional<Call> before, RouteDefinition from, ProcessorDefinition<?> step) {

        private Cycle closed() {
            List<RouteDefinition> path = new ArrayList<>();
            Call call = this;
            path.add(call.from());
            while (call.before().isPresent()) {
                call = call.before().get();
                path.add(0, call.from());
            }
            return new Cycle(path, call.step());
        }
    }

    /**
     * The shortest one through each of the routes that it may begin at; one of the same routes
     * once.
     *
     * @param beginning whether a route that begins at this URI is looked at
     */
    static List<Cycle> in(Routes routes, Predicate<String> beginning, CallGraph graph) {
        Set<Set<RouteDefinition>> known = new HashSet<>();
        return routes.definitions().stream()
                .filter(route -> beginning.test(routes.from(route)))
                .flatMap(route -> through(route, graph).stream())
                .filter(cycle -> known.add(Set.copyOf(cycle.path())))
                .toList();
    }

    private static Optional<Cycle> through(RouteDefinition route, CallGraph graph) {
        Set<RouteDefinition> visited = new HashSet<>();
        Deque<Call> open = new ArrayDeque<>(calls(Optional.empty(), route, graph));
        while (!open.isEmpty()) {
            Call call = open.remove();
            Optional<RouteDefinition> next = graph.called(call.from(), call.step());
            if (next.filter(route::equals).isPresent()) {
                return Optional.of(call.closed());
            }
            next.filter(visited::add)
                    .ifPresent(other -> open.addAll(calls(Optional.of(call), other, graph)));
        }
        return Optional.empty();
    }

    private static List<Call> calls(Optional<Call> before, RouteDefinition from, CallGraph graph) {
        return graph.steps(from).stream().map(step -> new Call(before, from, step)).toList();
    }

    /** Where its routes begin, and the first one once more. */
    String shown(Routes routes) {
        return path.stream().map(routes::beginning).collect(Collectors.joining(" > "))
                + " > "
                + routes.beginning(path.get(0));
    }
}
