package org.postizgateway.generation.check.route;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.StringHelper;
import org.postizgateway.generation.set.Problem;

/**
 * A door knows who is calling before it passes anything on. A door is a route that takes requests
 * at the port that agents reach, and any other that leads to an MCP server; what it leads to by
 * {@code direct:} belongs to it.
 */
final class AuthenticatedDoors implements RouteRule {

    private static final Set<String> TAKING_REQUESTS = Set.of("platform-http", "rest");

    /** They run when another route, or a caller who was let in, calls them. */
    private static final Set<String> BEHIND_DOORS =
            Set.of("direct", "kamelet", "ai-tool", "ai-resource", "ai-prompt");

    private final DoorSteps doors;

    AuthenticatedDoors(DoorSteps doors) {
        this.doors = doors;
    }

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        routes.definitions().stream()
                .filter(route -> isDoor(routes, route))
                .filter(route -> !doors.allowed().contains(route.getRouteId()))
                .forEach(route -> check(routes, route, problems));
    }

    private static boolean isDoor(Routes routes, RouteDefinition route) {
        String scheme = StringHelper.before(routes.from(route), ":", "");
        return TAKING_REQUESTS.contains(scheme)
                || !BEHIND_DOORS.contains(scheme) && leadsToServer(routes, route, new HashSet<>());
    }

    private static boolean leadsToServer(
            Routes routes, RouteDefinition route, Set<RouteDefinition> visited) {
        return visited.add(route)
                && route.getOutputs().stream()
                        .flatMap(step -> Steps.within(step).stream())
                        .filter(ToDefinition.class::isInstance)
                        .map(to -> routes.uri(route, ((ToDefinition) to).getEndpointUri()))
                        .anyMatch(
                                uri ->
                                        uri.startsWith("mcp-server:")
                                                || routes.beginningAt(uri)
                                                        .filter(
                                                                next ->
                                                                        leadsToServer(
                                                                                routes, next,
                                                                                visited))
                                                        .isPresent());
    }

    private void check(Routes routes, RouteDefinition route, Consumer<Problem> problems) {
        DoorWalk.End end = new DoorWalk(routes, doors).from(route);
        String what =
                switch (end.met()) {
                    case AUTHENTICATION, PUBLIC_ANSWER -> "";
                    case NOTHING -> "has no authentication step";
                    case EXPOSED_STEP -> "comes to this step before any authentication step";
                };
        if (!what.isEmpty()) {
            String written = routes.uri(route, route.getInput().getEndpointUri());
            NamedNode at = Optional.<NamedNode>ofNullable(end.step()).orElse(route.getInput());
            problems.accept(
                    routes.problem(
                            at,
                            ("The door %s (%s) %s: whoever reaches the port is let in. Begin it with"
                                            + " process: {ref: bearerAuthentication}, or name it in"
                                            + " GATEWAY_DOORS_WITHOUT_AUTHENTICATION if that is what"
                                            + " you want.")
                                    .formatted(
                                            route.getRouteId(),
                                            StringHelper.before(written, "?", written),
                                            what)));
        }
    }
}
