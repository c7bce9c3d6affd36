package org.postizgateway.generation.check.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * A way from a route to itself.
 *
 * @param path the routes on it, from the first to the one that calls the first again
 * @param first the step by which the first one leads there
 */
record Circle(List<RouteDefinition> path, ProcessorDefinition<?> first) {

    /** A step that calls the beginning of another route, and the steps that led there. */
    private record Call(Optional<Call> before, RouteDefinition from, ProcessorDefinition<?> step) {

        private Circle closed() {
            List<RouteDefinition> path = new ArrayList<>();
            Call call = this;
            path.add(call.from());
            while (call.before().isPresent()) {
                call = call.before().get();
                path.add(0, call.from());
            }
            return new Circle(path, call.step());
        }
    }

    /** How routes lead to each other. */
    interface Ways {

        /** The steps of a route that are looked at. */
        List<ProcessorDefinition<?>> steps(RouteDefinition route);

        /** The route that such a step calls. */
        Optional<RouteDefinition> called(RouteDefinition route, ProcessorDefinition<?> step);
    }

    /** The shortest one through a route. */
    static Optional<Circle> through(RouteDefinition route, Ways ways) {
        Set<RouteDefinition> visited = new HashSet<>();
        Deque<Call> open = new ArrayDeque<>(calls(Optional.empty(), route, ways));
        while (!open.isEmpty()) {
            Call call = open.remove();
            Optional<RouteDefinition> next = ways.called(call.from(), call.step());
            if (next.filter(route::equals).isPresent()) {
                return Optional.of(call.closed());
            }
            next.filter(visited::add)
                    .ifPresent(other -> open.addAll(calls(Optional.of(call), other, ways)));
        }
        return Optional.empty();
    }

    private static List<Call> calls(Optional<Call> before, RouteDefinition from, Ways ways) {
        return ways.steps(from).stream().map(step -> new Call(before, from, step)).toList();
    }

    /** Its routes in words, and the first one once more. */
    String shown(Function<RouteDefinition, String> name) {
        return path.stream().map(name).collect(Collectors.joining(" > "))
                + " > "
                + name.apply(path.get(0));
    }
}
