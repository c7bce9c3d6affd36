package org.postizgateway.generation.check.route;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;
import org.postizgateway.generation.set.Problem;

/**
 * A door knows who is calling before it passes anything on. A door is a route that takes requests
 * at the port that agents reach, and any other that leads to an MCP server, or may; what it leads
 * to by {@code direct:} belongs to it.
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
                .filter(route -> !doors.allowed().contains(route.getRouteId()))
                .forEach(route -> checkIfDoor(routes, route, problems));
    }

    private void checkIfDoor(Routes routes, RouteDefinition route, Consumer<Problem> problems) {
        String scheme = StringHelper.before(routes.from(route), ":", "");
        if (TAKING_REQUESTS.contains(scheme)) {
            check(routes, route, problems);
        } else if (!BEHIND_DOORS.contains(scheme)) {
            ServerSearch.Result search = ServerSearch.from(routes, route);
            if (search.server()) {
                check(routes, route, problems);
            } else if (search.unknown().isPresent() && !isAuthenticated(routes, route)) {
                problems.accept(routes.problem(search.unknown().get(), mayBeDoor(routes, route)));
            }
        }
    }

    private boolean isAuthenticated(Routes routes, RouteDefinition route) {
        return new DoorWalk(routes, doors).from(route).met() == DoorWalk.Met.AUTHENTICATION;
    }

    private static String mayBeDoor(Routes routes, RouteDefinition route) {
        return ("The route %s comes to this step without an authentication step, and where it sends"
                        + " is known only when it runs: it may be an MCP server. Write the"
                        + " beginning of the target as it is, such as https: or the whole of a"
                        + " direct:, or name the route in GATEWAY_DOORS_WITHOUT_AUTHENTICATION if"
                        + " that is what you want.")
                .formatted(name(routes, route));
    }

    /** Its id, and where it begins. */
    private static String name(Routes routes, RouteDefinition route) {
        String written = routes.uri(route, route.getInput().getEndpointUri());
        return route.getRouteId() + " (" + StringHelper.before(written, "?", written) + ")";
    }

    private void check(Routes routes, RouteDefinition route, Consumer<Problem> problems) {
        DoorWalk.End end = new DoorWalk(routes, doors).from(route);
        String what =
                switch (end.met()) {
                    case AUTHENTICATION, PUBLIC_ANSWER -> "";
                    case NOTHING -> "has no authentication step";
                    case EXPOSED_STEP -> "comes to this step before any authentication step";
                    case CONTINUATION ->
                            "goes on after a failure here, that of its authentication too";
                };
        if (!what.isEmpty()) {
            NamedNode at = Optional.<NamedNode>ofNullable(end.step()).orElse(route.getInput());
            problems.accept(
                    routes.problem(
                            at,
                            ("The door %s %s: whoever reaches the port is let in. %s, or name it"
                                            + " in GATEWAY_DOORS_WITHOUT_AUTHENTICATION if that is"
                                            + " what you want.")
                                    .formatted(name(routes, route), what, cure(end.met()))));
        }
    }

    private static String cure(DoorWalk.Met met) {
        return met == DoorWalk.Met.CONTINUATION
                ? "Leave continued out"
                : "Begin it with process: {ref: bearerAuthentication}";
    }
}
