package org.postizgateway.generation.check.route;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.postizgateway.generation.set.Problem;

/**
 * Whatever a step calls by {@code direct:} or {@code ai-tool:} exists, and what completes an
 * argument. Camel would tell the first caller.
 */
final class CalledRoutes implements RouteRule {

    private static final String DIRECT = "direct:";
    private static final String TOOL = "ai-tool:";
    private static final Pattern ALIASES = Pattern.compile("[?&]aliases=([^&]*)");
    private static final Pattern COMPLETING =
            Pattern.compile("\\.completeFrom=(?:RAW\\()?(direct:[^&?)]*)");

    @Override
    public void check(Routes routes, Consumer<Problem> problems) {
        Set<String> known =
                routes.definitions().stream()
                        .map(routes::from)
                        .flatMap(CalledRoutes::names)
                        .collect(Collectors.toSet());
        for (RouteDefinition route : routes.definitions()) {
            Matcher completing = COMPLETING.matcher(routes.from(route));
            while (completing.find()) {
                if (!known.contains(completing.group(1))) {
                    problems.accept(routes.problem(route.getInput(), unknown(completing.group(1))));
                }
            }
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
