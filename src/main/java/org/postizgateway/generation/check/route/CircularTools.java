package org.postizgateway.generation.check.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * No tool calls itself, be it by way of others or of routes at {@code direct:} and {@code seda:}.
 * Such a call fails, and only once it has been made.
 */
final class CircularTools implements RouteRule {

    private static final String TOOL = "ai-tool:";
    private static final Pattern ALIASES = Pattern.compile("[?&]aliases=([^&]*)");

    /** A step that calls the beginning of another route, and the steps that led there. */
    private record Call(Optional<Call> before, RouteDefinition from, ProcessorDefinition<?> step) {

        private List<RouteDefinition> path() {
            List<RouteDefinition> path = before.map(Call::path).orElseGet(ArrayList::new);
            path.add(from);
            return path;
        }

        private Call first() {
            return before.map(Call::first).orElse(this);
        }
    }

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Set<Set<RouteDefinition>> told = new HashSet<>();
        for (RouteDefinition tool : routes.definitions()) {
            if (routes.from(tool).startsWith(TOOL)) {
                circle(routes, tool)
                        .filter(last -> told.add(Set.copyOf(last.path())))
                        .ifPresent(last -> problems.accept(problem(routes, tool, last)));
            }
        }
    }

    private static Problem problem(Routes routes, RouteDefinition tool, Call last) {
        String name = beginning(routes, tool);
        return routes.problem(
                last.first().step(),
                "The tool %s calls itself: %s > %s. Such a call fails: leave out one of these steps."
                        .formatted(
                                name.substring(TOOL.length()),
                                last.path().stream()
                                        .map(route -> beginning(routes, route))
                                        .collect(Collectors.joining(" > ")),
                                name));
    }

    private static String beginning(Routes routes, RouteDefinition route) {
        return Routes.withoutOptions(routes.from(route));
    }

    /** The call that closes the shortest circle through a tool. */
    private static Optional<Call> circle(Routes routes, RouteDefinition tool) {
        Set<RouteDefinition> visited = new HashSet<>();
        Deque<Call> open = new ArrayDeque<>(calls(routes, Optional.empty(), tool));
        while (!open.isEmpty()) {
            Call call = open.remove();
            Optional<RouteDefinition> next = called(routes, call);
            if (next.filter(tool::equals).isPresent()) {
                return Optional.of(call);
            }
            next.filter(visited::add)
                    .ifPresent(route -> open.addAll(calls(routes, Optional.of(call), route)));
        }
        return Optional.empty();
    }

    private static List<Call> calls(Routes routes, Optional<Call> before, RouteDefinition from) {
        return Steps.all(from).stream()
                .filter(step -> !routes.isDisabled(from, step))
                .map(step -> new Call(before, from, step))
                .toList();
    }

    private static Optional<RouteDefinition> called(Routes routes, Call call) {
        String uri = routes.uri(call.from(), Steps.called(call.step()));
        return uri.matches("(ai-tool|direct|seda):.*")
                ? routes.beginningAt(uri).or(() -> withAlias(routes, uri))
                : Optional.empty();
    }

    private static Optional<RouteDefinition> withAlias(Routes routes, String uri) {
        String called = Routes.withoutOptions(uri);
        return routes.definitions().stream()
                .filter(route -> routes.from(route).startsWith(TOOL))
                .filter(route -> aliases(routes.from(route)).anyMatch(called::equals))
                .findFirst();
    }

    private static Stream<String> aliases(String tool) {
        Matcher aliases = ALIASES.matcher(tool);
        return aliases.find()
                ? Stream.of(aliases.group(1).split(",")).map(name -> TOOL + name.strip())
                : Stream.empty();
    }
}
