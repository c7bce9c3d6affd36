package org.postizgateway.generation.check.route;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.util.StringHelper;

/** Where the steps of a route send, as far as can be told before they run. */
final class Targets {

    /** Their text is the target, but for what Simple puts in. */
    private static final Set<String> LITERAL = Set.of("constant", "simple");

    /** What follows them says which route is called. */
    private static final Set<String> INSIDE =
            Set.of("direct", "kamelet", "ai-tool", "ai-resource", "ai-prompt", "language");

    private static final Target UNKNOWN = new Target("", false);

    private final Routes routes;

    Targets(Routes routes) {
        this.routes = routes;
    }

    /**
     * One endpoint that a step may send to.
     *
     * @param uri with its placeholders resolved; what Simple puts in is still in it
     * @param known whether its component is known and, where that matters, the route that it calls
     */
    record Target(String uri, boolean known) {}

    /** Empty for a step that sends nothing. */
    Stream<Target> of(RouteDefinition route, ProcessorDefinition<?> step) {
        if (!Steps.sends(step)
                || step instanceof PollEnrichDefinition
                || routes.isDisabled(route, step)) {
            return Stream.empty();
        }
        if (step instanceof KameletDefinition kamelet) {
            return Stream.of(target(route, "kamelet:" + kamelet.getName()));
        }
        if (step instanceof ExpressionNode node) {
            return literal(node.getExpression())
                    .map(text -> each(route, text, delimiter(step)))
                    .orElseGet(() -> Stream.of(UNKNOWN));
        }
        return Stream.of(target(route, Steps.called(step)));
    }

    private static Optional<String> literal(ExpressionDefinition expression) {
        return Optional.ofNullable(expression)
                .filter(written -> LITERAL.contains(written.getLanguage()))
                .map(ExpressionDefinition::getExpression);
    }

    private Stream<Target> each(RouteDefinition route, String text, String delimiter) {
        String resolved = routes.uri(route, text);
        if (delimiter.isEmpty()) {
            return Stream.of(target(route, resolved));
        }
        Stream.Builder<Target> targets = Stream.builder();
        ObjectHelper.createIterator(resolved, delimiter)
                .forEachRemaining(
                        uri -> {
                            if (!uri.toString().isBlank()) {
                                targets.add(target(route, uri.toString().strip()));
                            }
                        });
        return targets.build();
    }

    /** Empty where a step sends to one target only. */
    private static String delimiter(ProcessorDefinition<?> step) {
        if (step instanceof EnrichDefinition) {
            return "";
        }
        String written = null;
        if (step instanceof RecipientListDefinition<?> list) {
            written = list.getDelimiter();
        } else if (step instanceof RoutingSlipDefinition<?> slip) {
            written = slip.getUriDelimiter();
        } else if (step instanceof DynamicRouterDefinition<?> router) {
            written = router.getUriDelimiter();
        }
        return Optional.ofNullable(written).orElse(",");
    }

    private Target target(RouteDefinition route, String written) {
        String uri = routes.uri(route, written);
        String fixed = uri.replaceFirst("(?s)\\$(simple)?\\{.*", "");
        String scheme = StringHelper.before(fixed, ":", "");
        boolean whole = fixed.equals(uri) || fixed.contains("?");
        return new Target(uri, !scheme.isEmpty() && (whole || !INSIDE.contains(scheme)));
    }
}
