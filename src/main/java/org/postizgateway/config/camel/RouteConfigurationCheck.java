package org.postizgateway.config.camel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PatternHelper;
import org.springframework.stereotype.Component;

/**
 * Refuses routes whose {@code routeConfigurationId} names nothing. Camel would run them, without
 * the failure handling that they ask for.
 */
@Component
public class RouteConfigurationCheck extends LifecycleStrategySupport {

    /**
     * @throws VetoCamelContextStartException with the route and the name as its cause
     */
    @Override
    public void onContextInitialized(CamelContext camel) throws VetoCamelContextStartException {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        List<String> known =
                model.getRouteConfigurationDefinitions().stream()
                        .map(RouteConfigurationDefinition::getId)
                        .toList();
        for (RouteDefinition route : model.getRouteDefinitions()) {
            Optional<String> unknown =
                    named(route).filter(name -> !matches(known, name)).findFirst();
            if (unknown.isPresent()) {
                throw new VetoCamelContextStartException(
                        "A route cannot be configured",
                        new FailedToStartRouteException(
                                route.getRouteId(),
                                "There is no routeConfiguration "
                                        + unknown.get()
                                        + ", only "
                                        + String.join(", ", known)),
                        camel);
            }
        }
    }

    /** What a placeholder or a parameter of a template will name is Camel's to find out. */
    private static Stream<String> named(RouteDefinition route) {
        return Stream.ofNullable(route.getRouteConfigurationId())
                .flatMap(names -> Stream.of(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.contains("{{"));
    }

    private static boolean matches(List<String> known, String name) {
        return known.stream().anyMatch(id -> PatternHelper.matchPattern(id, name));
    }
}
