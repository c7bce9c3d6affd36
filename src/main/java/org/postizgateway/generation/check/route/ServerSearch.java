package org.postizgateway.generation.check.route;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Looks for MCP servers that a route leads to, itself or through others that it calls. */
final class ServerSearch {

    private final Routes routes;
    private final Targets targets;
    private final Set<RouteDefinition> visited = new HashSet<>();
    private ProcessorDefinition<?> unknown;
    private boolean found;

    private ServerSearch(Routes routes) {
        this.routes = routes;
        this.targets = new Targets(routes);
    }

    /**
     * What came of it.
     *
     * @param server whether the route leads to an MCP server
     * @param unknown a step that may, if its target is known only when it runs
     */
    record Result(boolean server, Optional<ProcessorDefinition<?>> unknown) {}

    static Result from(Routes routes, RouteDefinition route) {
        ServerSearch search = new ServerSearch(routes);
        search.visit(route);
        return new Result(search.found, Optional.ofNullable(search.unknown));
    }

    private void visit(RouteDefinition route) {
        if (!visited.add(route)) {
            return;
        }
        for (ProcessorDefinition<?> step : Steps.all(route)) {
            targets.of(route, step)
                    .forEach(
                            target -> {
                                found |= target.uri().startsWith("mcp-server:");
                                if (!target.known() && unknown == null) {
                                    unknown = step;
                                }
                                next(route, target.uri()).forEach(this::visit);
                            });
        }
    }

    private List<RouteDefinition> next(RouteDefinition route, String uri) {
        if (Routes.withoutOptions(uri).equals("kamelet:sink")) {
            return routes.behindKamelet(route);
        }
        return uri.startsWith("kamelet:")
                ? routes.ofKamelet(uri)
                : routes.beginningAt(uri).stream().toList();
    }
}
