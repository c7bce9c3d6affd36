package org.postizgateway.generation.check.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.reifier.language.ExpressionReifier;
import org.postizgateway.generation.check.start.StartProblem;
import org.postizgateway.generation.set.Problem;

/**
 * Tries each step of a route that cannot run apart. Camel stops at the first that it cannot make;
 * an integrator wants to know of all.
 */
public final class StepProblems {

    private final Routes routes;
    private final StartProblem reasons;

    public StepProblems(Routes routes, StartProblem reasons) {
        this.routes = routes;
        this.reasons = reasons;
    }

    /** What is wrong with the endpoints, expressions and beans of a route. */
    public List<Problem> of(RouteDefinition route) {
        List<Problem> problems = new ArrayList<>();
        attempt(() -> endpoint(route, route.getInput().getEndpointUri()))
                .ifPresent(failure -> problems.add(problem(route, route.getInput(), failure)));
        for (ProcessorDefinition<?> step : Steps.all(route)) {
            if (!routes.isDisabled(route, step)) {
                of(route, step).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<Problem> of(RouteDefinition route, ProcessorDefinition<?> step) {
        CamelContext context = routes.context();
        Optional<String> bean =
                step instanceof PolicyDefinition policy
                        ? Optional.ofNullable(policy.getRef())
                        : Steps.bean(step);
        if (bean.isPresent()) {
            String name = routes.uri(route, bean.get());
            return context.getRegistry().lookupByName(name) == null && !name.contains("class:")
                    ? Optional.of(
                            routes.problem(
                                    step,
                                    "The route %s cannot run. There is no bean %s."
                                            .formatted(route.getRouteId(), name)))
                    : Optional.empty();
        }
        Optional<Exception> failure = Optional.empty();
        if (step instanceof EndpointRequiredDefinition fixed) {
            failure = attempt(() -> endpoint(route, fixed.getEndpointUri()));
        } else if (step instanceof ExpressionNode node && node.getExpression() != null) {
            failure =
                    attempt(
                            () ->
                                    ExpressionReifier.reifier(context, node.getExpression())
                                            .createExpression());
        }
        return failure.map(thrown -> problem(route, step, thrown));
    }

    private void endpoint(RouteDefinition route, String uri) {
        routes.context().getEndpoint(routes.uri(route, uri));
    }

    private Problem problem(RouteDefinition route, NamedNode at, Exception failure) {
        String label = at.getLabel();
        String step =
                label.startsWith(at.getShortName()) ? label : at.getShortName() + "[" + label + "]";
        return routes.problem(at, reasons.ofStep(route.getRouteId(), step, failure));
    }

    private static Optional<Exception> attempt(Attempt attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }
}
