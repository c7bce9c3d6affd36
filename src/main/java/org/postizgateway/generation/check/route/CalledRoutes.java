package org.postizgateway.generation.check.route;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.postizgateway.generation.set.Problem;

/**
 * Whatever a step calls by {@code direct:} or {@code ai-tool:} exists, and what completes an
 * argument. Camel would tell the first caller.
 */
final class CalledRoutes implements RouteRule {

    private static final String DIRECT = "direct:";
    private static final String TOOL = "ai-tool:";
    private static final Pattern ALIASES = Pattern.compile("[?&]aliases=([^&]*)");
    private static final String COMPLETING = ".completeFrom";

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Set<String> known =
                routes.definitions().stream()
                        .map(routes::from)
                        .flatMap(CalledRoutes::names)
                        .collect(Collectors.toSet());
        for (RouteDefinition route : routes.definitions()) {
            completing(routes.from(route))
                    .filter(name -> !known.contains(name))
                    .forEach(
                            name ->
                                    problems.accept(
                                            routes.problem(route.getInput(), unknown(name))));
            for (ProcessorDefinition<?> step : Steps.all(route)) {
                String uri = routes.uri(route, Steps.called(step));
                String name = Routes.withoutOptions(uri);
                if ((name.startsWith(DIRECT) || name.startsWith(TOOL) && isOwn(routes, step))
                        && !name.contains("${")
                        && !uri.contains("failIfNoConsumers=false")
                        && !routes.isDisabled(route, step)
                        && !known.contains(name)) {
                    problems.accept(routes.problem(step, unknown(name)));
                }
            }
        }
    }

    /** What completes arguments and variables, from the options of an endpoint. */
    private static Stream<String> completing(String from) {
        try {
            return URISupport.parseQuery(StringHelper.after(from, "?", ""), false, true)
                    .entrySet()
                    .stream()
                    .filter(option -> option.getKey().endsWith(COMPLETING))
                    .map(option -> decoded(option.getValue().toString()))
                    .map(Routes::withoutOptions)
                    .filter(name -> name.startsWith(DIRECT));
        } catch (URISyntaxException e) {
            // Camel has read it before.
            return Stream.of();
        }
    }

    /** Camel encodes all options where one needs it. */
    private static String decoded(String value) {
        return value.startsWith("RAW")
                ? value.replaceFirst("^RAW[({](.*)[)}]$", "$1")
                : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A directory may leave tools out that routes of the jar call, as its resources do. */
    private static boolean isOwn(Routes routes, ProcessorDefinition<?> step) {
        return routes.place(step).filter(place -> place.file().isOverride()).isPresent();
    }

    /** A tool may have more names than the one at which its route begins. */
    private static Stream<String> names(String from) {
        Matcher aliases = ALIASES.matcher(from);
        Stream<String> more =
                from.startsWith(TOOL) && aliases.find()
                        ? Stream.of(aliases.group(1).split(",")).map(name -> TOOL + name.strip())
                        : Stream.of();
        return Stream.concat(Stream.of(Routes.withoutOptions(from)), more);
    }

    private static String unknown(String name) {
        return "No route begins at "
                + name
                + ". Correct the name, or add a route with from: "
                + name
                + ".";
    }
}
