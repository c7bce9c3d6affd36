package org.postizgateway.generation.check.file.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.support.ObjectHelper;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Every recipient of a {@code recipientList} that is known beforehand can be sent to. Camel makes
 * it with the first message, so that a mistyped sink of dead letters would show when one is lost.
 */
public final class KnownRecipients implements Rule {

    private static final Pattern PROPERTY = Pattern.compile("\\{\\{[?!]?([a-z][a-z0-9.-]*)");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        Recipients recipients = new Recipients(reading);
        for (Element element : reading.elements()) {
            for (Node list : Yaml.all(element.node(), "recipientList")) {
                constant(list)
                        .ifPresent(
                                node -> check(element, list, node, reading, recipients, problems));
            }
        }
    }

    private static void check(
            Element element,
            Node list,
            Node constant,
            Reading reading,
            Recipients recipients,
            Consumer<Problem> problems) {
        String written = Yaml.text(constant).orElse("");
        String delimiter = Yaml.get(list, "delimiter").flatMap(Yaml::text).orElse(",");
        for (String uri : uris(reading, written, delimiter)) {
            recipients
                    .problem(uri)
                    .ifPresent(
                            why ->
                                    problems.accept(
                                            element.problem(
                                                    constant,
                                                    "Nothing can be sent to \""
                                                            + uri.replaceAll("\\?.*", "")
                                                            + "\""
                                                            + origin(written)
                                                            + ": "
                                                            + why)));
        }
    }

    private static List<String> uris(Reading reading, String written, String delimiter) {
        List<String> uris = new ArrayList<>();
        try {
            String resolved = reading.context().resolvePropertyPlaceholders(written);
            ObjectHelper.createIterator(resolved, delimiter)
                    .forEachRemaining(uri -> uris.add(uri.toString().strip()));
        } catch (IllegalArgumentException e) {
            // A placeholder without a value is told by those who look for these.
            return List.of();
        }
        uris.removeIf(String::isEmpty);
        return uris;
    }

    private static Optional<Node> constant(Node list) {
        return Yaml.get(list, "constant")
                .or(() -> Yaml.get(list, "expression", "constant"))
                .map(node -> Yaml.get(node, "expression").orElse(node));
    }

    private static String origin(String written) {
        Matcher property = PROPERTY.matcher(written);
        return property.find()
                ? ", which %s (%s) names"
                        .formatted(
                                property.group(1),
                                property.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                : "";
    }
}
