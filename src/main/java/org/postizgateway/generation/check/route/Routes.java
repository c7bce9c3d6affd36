package org.postizgateway.generation.check.route;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * The routes of a set as Camel understands them, those made of templates included. Once its context
 * has started, those made of Kamelets are among them.
 */
public record Routes(
        ConfigurationSet set, CamelContext context, List<RouteDefinition> definitions) {

    static final String TOOL = "ai-tool:";

    public static Routes of(ConfigurationSet set, CamelContext context) {
        return new Routes(
                set,
                context,
                List.copyOf(
                        context.getCamelContextExtension()
                                .getContextPlugin(Model.class)
                                .getRouteDefinitions()));
    }

    /** Where a route begins, with its placeholders resolved as far as they can be. */
    public String from(RouteDefinition route) {
        return runtime(route)
                .map(running -> running.getEndpoint().getEndpointUri())
                .orElseGet(() -> uri(route, route.getInput().getEndpointUri()));
    }

    /** The same without its options. */
    String beginning(RouteDefinition route) {
        return withoutOptions(from(route));
    }

    /** Routes by where they are called: their beginnings, and the other names of tools. */
    Map<String, RouteDefinition> byName() {
        Map<String, RouteDefinition> byName = new HashMap<>();
        for (RouteDefinition route : definitions) {
            byName.putIfAbsent(beginning(route), route);
            aliases(route).forEach(name -> byName.putIfAbsent(name, route));
        }
        return byName;
    }

    private Stream<String> aliases(RouteDefinition route) {
        return from(route).startsWith(TOOL)
                ? options(route, "aliases")
                        .flatMap(names -> Stream.of(names.split(",")))
                        .map(name -> TOOL + name.strip())
                : Stream.of();
    }

    /**
     * Values of options of the endpoint at which a route begins.
     *
     * @param end how their names end
     */
    Stream<String> options(RouteDefinition route, String end) {
        String from = from(route);
        if (!from.contains(end + "=")) {
            return Stream.of();
        }
        try {
            return URISupport.parseQuery(StringHelper.after(from, "?", ""), false, true)
                    .entrySet()
                    .stream()
                    .filter(option -> option.getKey().endsWith(end))
                    .map(option -> decoded(option.getValue().toString()));
        } catch (URISyntaxException e) {
            // Camel says so when it makes the endpoint.
            return Stream.of();
        }
    }

    /** Camel encodes all options where one needs it. */
    private static String decoded(String value) {
        return value.startsWith("RAW")
                ? value.replaceFirst("^RAW[({](.*)[)}]$", "$1")
                : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A URI of a route, with its placeholders resolved as far as they can be. */
    public String uri(RouteDefinition route, String uri) {
        String resolved = uri;
        if (route.getTemplateParameters() != null) {
            for (Map.Entry<String, Object> value : route.getTemplateParameters().entrySet()) {
                resolved =
                        resolved.replace(
                                "{{" + value.getKey() + "}}", String.valueOf(value.getValue()));
            }
        }
        try {
            return context.resolvePropertyPlaceholders(resolved);
        } catch (RuntimeException e) {
            // Told elsewhere, as a placeholder without a value.
            return resolved;
        }
    }

    /** The route that begins at an endpoint, options aside. */
    public Optional<RouteDefinition> beginningAt(String uri) {
        String wanted = withoutOptions(uri);
        return definitions.stream().filter(route -> beginning(route).equals(wanted)).findFirst();
    }

    /** The routes that begin where a Kamelet, made into this route, ends. */
    List<RouteDefinition> behindKamelet(RouteDefinition kamelet) {
        return definitions.stream()
                .filter(
                        route ->
                                runtime(route)
                                        .map(Route::getEndpoint)
                                        .filter(KameletEndpoint.class::isInstance)
                                        .map(KameletEndpoint.class::cast)
                                        .filter(at -> at.getRouteId().equals(kamelet.getRouteId()))
                                        .isPresent())
                .toList();
    }

    /** The route that a Kamelet was made into where it is called so. */
    List<RouteDefinition> ofKamelet(String uri) {
        return Optional.ofNullable(context.hasEndpoint(uri))
                .filter(KameletEndpoint.class::isInstance)
                .map(called -> ((KameletEndpoint) called).getRouteId())
                .stream()
                .flatMap(id -> definitions.stream().filter(route -> id.equals(route.getRouteId())))
                .toList();
    }

    private Optional<Route> runtime(RouteDefinition route) {
        return Optional.ofNullable(route.getRouteId()).map(context::getRoute);
    }

    /** {@code platform-http://a?b} and {@code platform-http:a} are the same. */
    public static String withoutOptions(String uri) {
        String path = uri.contains("?") ? StringHelper.before(uri, "?") : uri;
        return path.replaceFirst(":/*", ":");
    }

    /** Whether a step is left out of its route. */
    boolean isDisabled(RouteDefinition route, ProcessorDefinition<?> step) {
        return step.getDisabled() != null && Boolean.parseBoolean(uri(route, step.getDisabled()));
    }

    /** A problem with a part of a route, in the file and line that it was read from. */
    public Problem problem(NamedNode at, String message) {
        return place(at)
                .map(place -> Problem.at(place.file(), place.line(), message))
                .orElseGet(() -> Problem.of(message));
    }

    /**
     * Where a part of a route was read from.
     *
     * @param line from 1; 0 when it is not known
     */
    public record Place(SetFile file, int line) {}

    /** The file and line of a part of a route, or else of what it is a part of. */
    public Optional<Place> place(NamedNode at) {
        return Stream.iterate(at, node -> node != null, NamedNode::getParent)
                .filter(node -> node.getLocation() != null)
                .findFirst()
                .flatMap(
                        node ->
                                set.files().stream()
                                        .filter(file -> node.getLocation().endsWith(file.path()))
                                        .findFirst()
                                        .map(file -> new Place(file, line(file, node))));
    }

    /** Camel counts one line less for a step whose options are written behind its name. */
    private static int line(SetFile file, NamedNode node) {
        List<String> lines = file.text().lines().toList();
        int line = Math.max(0, node.getLineNumber());
        String name = node.getShortName() + ":";
        boolean less =
                line > 0
                        && line < lines.size()
                        && !lines.get(line - 1).contains(name)
                        && lines.get(line).contains(name);
        return less ? line + 1 : line;
    }
}
