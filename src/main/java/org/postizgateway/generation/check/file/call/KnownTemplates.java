package org.postizgateway.generation.check.file.call;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;

/** Every route that is made from a template names one that exists. */
public final class KnownTemplates implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (!reading.isComplete()) {
            return;
        }
        List<String> known =
                reading.elements("routeTemplate").stream()
                        .map(template -> template.text("id"))
                        .flatMap(Optional::stream)
                        .toList();
        for (Element route : reading.elements("templatedRoute")) {
            Yaml.get(route.node(), "routeTemplateRef")
                    .ifPresent(
                            node -> {
                                String name = Yaml.text(node).orElse("");
                                if (!name.contains("{{") && !known.contains(name)) {
                                    problems.accept(
                                            route.problem(
                                                    node,
                                                    "There is no routeTemplate "
                                                            + name
                                                            + ", only "
                                                            + String.join(", ", known)
                                                            + "."));
                                }
                            });
        }
    }
}
