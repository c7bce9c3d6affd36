package org.postizgateway.console.configuration;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;
import org.postizgateway.console.configuration.ServedRoute.Kind;
import org.postizgateway.generation.Generation;
import org.postizgateway.generation.Generations;
import org.postizgateway.generation.check.route.Routes;
import org.postizgateway.generation.check.route.Steps;
import org.springframework.stereotype.Component;

/** The routes of the configuration that serves, with what went through them. */
@Component
public class ServedRoutes {

    /** Longer details of steps are cut; the YAML has the whole. */
    private static final int LONGEST_DETAIL = 160;

    private final Generations generations;
    private final MeterRegistry registry;

    public ServedRoutes(Generations generations, MeterRegistry registry) {
        this.generations = generations;
        this.registry = registry;
    }

    /**
     * One of them, drawn.
     *
     * @param yaml as it is written, without values that are secret
     */
    public record Drawing(ServedRoute route, List<RouteStep> steps, String yaml) {}

    /** All of them: tools, resources, prompts and doors first, by name. None before one serves. */
    public List<ServedRoute> list() {
        return look().map(Look::list).orElse(List.of());
    }

    /** One of them; empty when none that serves has this id. */
    public Optional<Drawing> find(String id) {
        return look().flatMap(look -> look.draw(id));
    }

    private Optional<Look> look() {
        return generations.serving().map(serving -> new Look(serving, registry));
    }

    /** A look at one generation. */
    private static final class Look {

        private final Routes routes;
        private final RouteTraffic traffic;
        private final StepTraffic stepTraffic;
        private final Map<String, ServedRoute> byId = new HashMap<>();

        Look(Generation serving, MeterRegistry registry) {
            CamelContext context = serving.context();
            routes = Routes.of(serving.set(), context);
            traffic = new RouteTraffic(registry);
            stepTraffic = StepTraffic.in(context);
            routes.definitions().forEach(route -> byId.put(route.getRouteId(), describe(route)));
        }

        List<ServedRoute> list() {
            List<ServedRoute> all = new ArrayList<>(byId.values());
            all.sort(
                    Comparator.comparing(ServedRoute::kind)
                            .thenComparing(ServedRoute::name)
                            .thenComparing(ServedRoute::id));
            return all;
        }

        private ServedRoute describe(RouteDefinition route) {
            String from = ShownYaml.uri(Routes.withoutOptions(routes.from(route)));
            Kind kind = Kind.of(StringHelper.before(from, ":", from));
            Optional<Routes.Place> place = routes.place(route);
            return new ServedRoute(
                    route.getRouteId(),
                    kind,
                    name(kind, from),
                    Optional.ofNullable(route.getDescriptionText()).orElse(""),
                    place.map(at -> at.file().path()).orElse(""),
                    place.map(at -> at.file().origin()).orElse(""),
                    place.map(Routes.Place::line).orElse(0),
                    Boolean.TRUE.equals(route.isKamelet())
                            ? Optional.empty()
                            : Optional.of(traffic.of(route.getRouteId())));
        }

        private static String name(Kind kind, String from) {
            return switch (kind) {
                case INNER -> from;
                case DOOR -> "/" + StringHelper.after(from, ":", from).replaceFirst("^/+", "");
                default -> StringHelper.after(from, ":", from);
            };
        }

        Optional<Drawing> draw(String id) {
            return routes.definitions().stream()
                    .filter(route -> id.equals(route.getRouteId()))
                    .findFirst()
                    .map(
                            route ->
                                    new Drawing(
                                            byId.get(id),
                                            steps(route, handlersLast(route.getOutputs())),
                                            yaml(route)));
        }

        /** Camel has what deals with failures first, also where it stands in another file. */
        private static List<ProcessorDefinition<?>> handlersLast(
                List<ProcessorDefinition<?>> steps) {
            return steps.stream()
                    .sorted(Comparator.comparing(OnExceptionDefinition.class::isInstance))
                    .toList();
        }

        private String yaml(RouteDefinition route) {
            return routes.place(route)
                    .map(place -> ShownYaml.of(place.file(), place.line()))
                    .orElse("");
        }

        private List<RouteStep> steps(RouteDefinition route, List<ProcessorDefinition<?>> steps) {
            return steps.stream().map(step -> step(route, step)).toList();
        }

        private RouteStep step(RouteDefinition route, ProcessorDefinition<?> step) {
            return new RouteStep(
                    step.getShortName(),
                    step instanceof ChoiceDefinition ? "" : detail(step),
                    routes.place(step).map(Routes.Place::line).orElse(0),
                    stepTraffic.of(step),
                    leadsTo(route, step),
                    step instanceof ChoiceDefinition choice
                            ? branches(route, choice)
                            : steps(route, step.getOutputs()));
        }

        /** The branches of a choice are no steps to Camel. */
        private List<RouteStep> branches(RouteDefinition route, ChoiceDefinition choice) {
            List<RouteStep> branches = new ArrayList<>();
            choice.getWhenClauses()
                    .forEach(when -> branches.add(branch(route, when, when.getOutputs())));
            Optional.ofNullable(choice.getOtherwise())
                    .ifPresent(other -> branches.add(branch(route, other, other.getOutputs())));
            return branches;
        }

        private RouteStep branch(
                RouteDefinition route, NamedNode branch, List<ProcessorDefinition<?>> steps) {
            return new RouteStep(
                    branch.getShortName(),
                    detail(branch),
                    routes.place(branch).map(Routes.Place::line).orElse(0),
                    steps.stream().findFirst().flatMap(stepTraffic::of),
                    Optional.empty(),
                    steps(route, steps));
        }

        /** Camel's label begins with the name of most patterns. */
        private static String detail(NamedNode step) {
            String label = Optional.ofNullable(step.getLabel()).orElse("").strip();
            String name = step.getShortName();
            if (label.equals(name)) {
                return "";
            }
            if (label.startsWith(name + "[") && label.endsWith("]")) {
                label = label.substring(name.length() + 1, label.length() - 1);
            }
            String shown = ShownYaml.uri(label.replaceAll("\\s+", " "));
            return shown.length() <= LONGEST_DETAIL
                    ? shown
                    : shown.substring(0, LONGEST_DETAIL) + " …";
        }

        private Optional<ServedRoute> leadsTo(RouteDefinition route, ProcessorDefinition<?> step) {
            String uri = Routes.withoutOptions(routes.uri(route, Steps.called(step)));
            if (uri.isEmpty()) {
                return Optional.empty();
            }
            if (uri.startsWith("kamelet:")) {
                return Optional.ofNullable(StringHelper.after(uri, "/")).map(byId::get);
            }
            return routes.beginningAt(uri).map(RouteDefinition::getRouteId).map(byId::get);
        }
    }
}
