package org.postizgateway.generation.check.file;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Every placeholder has a value, in files of routes and in the templates of Kamelets, also of those
 * that nothing calls yet. Names that a template declares get theirs where it is used.
 */
final class Placeholders implements Rule {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}?][^{}]*)}}");

    /** Camel gives these to each route that is made of a template or a Kamelet. */
    private static final Set<String> GIVEN =
            Set.of(
                    "routeId",
                    "templateId",
                    "uuid",
                    "parentRouteId",
                    "parentProcessorId",
                    "noErrorHandler",
                    "bridgeErrorHandler");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        for (Element element : reading.elements()) {
            Set<String> declared = named(element.node(), "parameters");
            declared.addAll(named(element.node(), "beans"));
            check(reading, element.file(), element.node(), declared, problems);
        }
        for (Kamelet kamelet : reading.kamelets()) {
            kamelet.template()
                    .ifPresent(
                            template -> {
                                Set<String> declared = named(template, "beans");
                                declared.addAll(kamelet.properties());
                                check(reading, kamelet.file(), template, declared, problems);
                            });
        }
    }

    /** Names in a list: those of beans stand for the beans of the route that is made. */
    private static Set<String> named(Node template, String list) {
        Set<String> names = new HashSet<>();
        Yaml.get(template, list).stream()
                .flatMap(all -> Yaml.elements(all).stream())
                .flatMap(one -> Yaml.get(one, "name").flatMap(Yaml::text).stream())
                .forEach(names::add);
        return names;
    }

    private static void check(
            Reading reading,
            SetFile file,
            Node within,
            Set<String> declared,
            Consumer<Problem> problems) {
        for (Node scalar : Yaml.scalars(within)) {
            Matcher placeholder = PLACEHOLDER.matcher(Yaml.text(scalar).orElse(""));
            while (placeholder.find()) {
                String name = placeholder.group(1);
                String key = name.replaceFirst(":.*", "");
                if (!declared.contains(key)
                        && !GIVEN.contains(key)
                        && !hasValue(reading.context(), placeholder.group())) {
                    problems.accept(
                            Problem.at(
                                    file,
                                    Yaml.line(scalar),
                                    ("The placeholder {{%s}} has no value. Set it in"
                                                    + " application.yaml, or give it a default:"
                                                    + " {{%s:…}}.")
                                            .formatted(name, name)));
                }
            }
        }
    }

    private static boolean hasValue(CamelContext context, String placeholder) {
        try {
            context.resolvePropertyPlaceholders(placeholder);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
