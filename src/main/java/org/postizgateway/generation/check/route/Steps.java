package org.postizgateway.generation.check.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** What a step of a route does, as far as its model tells. */
public final class Steps {

    /** Their steps run one after the other, as if they stood in the route itself. */
    static final Set<Class<?>> TRANSPARENT =
            Set.of(PipelineDefinition.class, StepDefinition.class, PolicyDefinition.class);

    private static final List<Class<?>> SENDING =
            List.of(
                    EndpointRequiredDefinition.class,
                    ToDynamicDefinition.class,
                    EnrichDefinition.class,
                    PollEnrichDefinition.class,
                    RecipientListDefinition.class,
                    RoutingSlipDefinition.class,
                    DynamicRouterDefinition.class,
                    KameletDefinition.class);

    private Steps() {}

    /** All steps of a route, wherever they stand in it. */
    static List<ProcessorDefinition<?>> all(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        route.getOutputs().forEach(step -> steps.addAll(within(step)));
        return steps;
    }

    /** A step and all inside it. */
    static List<ProcessorDefinition<?>> within(ProcessorDefinition<?> step) {
        List<ProcessorDefinition<?>> steps = new ArrayList<>();
        steps.add(step);
        step.getOutputs().forEach(inner -> steps.addAll(within(inner)));
        return steps;
    }

    /**
     * The step of a route that Camel shows so.
     *
     * @param shown how it begins
     */
    public static Optional<ProcessorDefinition<?>> find(RouteDefinition route, String shown) {
        return all(route).stream().filter(step -> step.toString().startsWith(shown)).findFirst();
    }

    /** Whether a step itself calls an endpoint. */
    static boolean sends(ProcessorDefinition<?> step) {
        return SENDING.stream().anyMatch(type -> type.isInstance(step));
    }

    /** The URI that a step calls, as it is written; empty when it calls none. */
    public static String called(ProcessorDefinition<?> step) {
        String uri = "";
        if (step instanceof EndpointRequiredDefinition fixed) {
            uri = fixed.getEndpointUri();
        } else if (step instanceof ToDynamicDefinition dynamic) {
            uri = dynamic.getUri();
        }
        return uri == null ? "" : uri;
    }

    /** Name of the bean that a step calls. */
    static Optional<String> bean(ProcessorDefinition<?> step) {
        String ref = null;
        if (step instanceof ProcessDefinition process) {
            ref = process.getRef();
        } else if (step instanceof BeanDefinition bean) {
            ref = bean.getRef();
        } else if (step instanceof ToDefinition to && to.getEndpointUri().startsWith("bean:")) {
            ref = Routes.withoutOptions(to.getEndpointUri()).substring("bean:".length());
        }
        return Optional.ofNullable(ref).map(name -> name.replaceFirst("^#(bean:)?", ""));
    }
}
