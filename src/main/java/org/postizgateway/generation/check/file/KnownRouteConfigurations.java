package org.postizgateway.generation.check.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.support.PatternHelper;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;

/**
 * Every {@code routeConfigurationId} names one that exists. Camel would run the route without the
 * failure handling that it asks for.
 */
final class KnownRouteConfigurations implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (!reading.isComplete()) {
            return;
        }
        List<String> known =
                reading.elements("routeConfiguration").stream()
                        .map(element -> element.text("id"))
                        .flatMap(Optional::stream)
                        .toList();
        for (Element route : reading.elements()) {
            Yaml.get(route.node(), "routeConfigurationId")
                    .ifPresent(
                            node -> {
                                for (String name : Yaml.text(node).orElse("").split(",")) {
                                    if (!name.contains("{{") && !matches(known, name.strip())) {
                                        problems.accept(
                                                route.problem(
                                                        node,
                                                        "There is no routeConfiguration "
                                                                + name.strip()
                                                                + ", only "
                                                                + String.join(", ", known)
                                                                + "."));
                                    }
                                }
                            });
        }
    }

    /** A pattern asks for those that there are, if any. */
    private static boolean matches(List<String> known, String name) {
        return name.endsWith("*")
                || known.stream().anyMatch(id -> PatternHelper.matchPattern(id, name));
    }
}
