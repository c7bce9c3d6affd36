package org.postizgateway.generation.check.route;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptSendToEndpoint;

/** Follows a request from a door, step by step, until somebody has asked who is calling. */
final class DoorWalk {

    private final Routes routes;
    private final DoorSteps doors;
    private final Set<RouteDefinition> visited = new HashSet<>();

    DoorWalk(Routes routes, DoorSteps doors) {
        this.routes = routes;
        this.doors = doors;
    }

    /** What a walk met first. */
    enum Met {
        NOTHING,
        AUTHENTICATION,
        PUBLIC_ANSWER,
        EXPOSED_STEP,
        /** What goes on after a failure, that of an authentication too. */
        CONTINUATION
    }

    /**
     * @param step at which it ended; null at the end of the route
     */
    record End(Met met, ProcessorDefinition<?> step) {

        private static final End NOWHERE = new End(Met.NOTHING, null);
    }

    /** Where the walk from a door ends. */
    End from(RouteDefinition route) {
        if (!visited.add(route)) {
            return End.NOWHERE;
        }
        return route.getOutputs().stream()
                .filter(DoorWalk::continues)
                .findFirst()
                .<End>map(step -> new End(Met.CONTINUATION, step))
                .orElseGet(() -> along(route, route.getOutputs()));
    }

    private static boolean continues(ProcessorDefinition<?> step) {
        return step instanceof OnExceptionDefinition handler
                && (handler.getContinued() != null || handler.getContinuedPolicy() != null);
    }

    private End along(RouteDefinition route, List<ProcessorDefinition<?>> steps) {
        for (ProcessorDefinition<?> step : steps) {
            End end = routes.isDisabled(route, step) ? End.NOWHERE : at(route, step);
            if (end.met() != Met.NOTHING) {
                return end;
            }
        }
        return End.NOWHERE;
    }

    private End at(RouteDefinition route, ProcessorDefinition<?> step) {
        Optional<Object> bean =
                Steps.bean(step)
                        .map(
                                name ->
                                        routes.context()
                                                .getRegistry()
                                                .lookupByName(routes.uri(route, name)));
        if (bean.filter(doors.authenticates()).isPresent()) {
            return new End(Met.AUTHENTICATION, step);
        }
        if (bean.filter(doors.isPublic()).isPresent()) {
            return new End(Met.PUBLIC_ANSWER, step);
        }
        if (Steps.TRANSPARENT.contains(step.getClass())) {
            return along(route, step.getOutputs());
        }
        if (step instanceof ToDefinition to && Steps.bean(step).isEmpty()) {
            return into(route, to);
        }
        return Steps.within(step).stream().anyMatch(inner -> isExposed(route, inner))
                ? new End(Met.EXPOSED_STEP, step)
                : End.NOWHERE;
    }

    private boolean isExposed(RouteDefinition route, ProcessorDefinition<?> step) {
        return Steps.sends(step) && Steps.bean(step).isEmpty() && !routes.isDisabled(route, step);
    }

    private End into(RouteDefinition route, ToDefinition to) {
        String uri = Routes.withoutOptions(routes.uri(route, to.getEndpointUri()));
        if (uri.startsWith("log:")) {
            return End.NOWHERE;
        }
        List<RouteDefinition> next = List.of();
        if (uri.startsWith("direct:")) {
            next = routes.beginningAt(uri).stream().toList();
        } else if (uri.equals("kamelet:sink")) {
            next = routes.behindKamelet(route);
        }
        boolean certain = isCertain(routes.uri(route, to.getEndpointUri()));
        return next.stream()
                .map(this::from)
                .filter(end -> end.met() != Met.NOTHING)
                .filter(end -> certain || end.met() != Met.AUTHENTICATION)
                .findFirst()
                .orElseGet(
                        () ->
                                uri.startsWith("direct:") || uri.equals("kamelet:sink")
                                        ? End.NOWHERE
                                        : new End(Met.EXPOSED_STEP, to));
    }

    /** Whether what is called runs, or else the call fails. */
    private boolean isCertain(String uri) {
        return !uri.contains("failIfNoConsumers=false")
                && !(routes.context().hasEndpoint(uri) instanceof InterceptSendToEndpoint kept
                        && kept.isSkip());
    }
}
