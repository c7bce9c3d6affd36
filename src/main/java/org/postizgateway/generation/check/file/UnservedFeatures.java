package org.postizgateway.generation.check.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Tools, resources and prompts that no {@code mcp-server} offers: none of their tags is a tag of
 * one. Whoever mistypes a tag would look for the tool in vain.
 */
final class UnservedFeatures implements Rule {

    private static final Pattern FEATURE = Pattern.compile("ai-(tool|resource|prompt):/*([^?]+).*");
    private static final Pattern SERVER = Pattern.compile("mcp-server:.*");
    private static final Pattern TAGS = Pattern.compile("[?&]tags=(?:RAW\\()?([^&)]*)");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        List<Set<String>> served = new ArrayList<>();
        for (Element element : reading.elements()) {
            for (Node step :
                    Stream.of("to", "toD")
                            .flatMap(key -> Yaml.all(element.node(), key).stream())
                            .toList()) {
                if (SERVER.matcher(uri(step)).matches()) {
                    served.add(tags(reading, step));
                }
            }
        }
        if (served.isEmpty() || served.stream().anyMatch(Set::isEmpty)) {
            return;
        }
        Set<String> all = new TreeSet<>();
        served.forEach(all::addAll);
        reading.elements().stream()
                .filter(element -> !element.kind().equals("routeTemplate"))
                .forEach(element -> check(reading, element, all, problems));
    }

    private static void check(
            Reading reading, Element element, Set<String> served, Consumer<Problem> problems) {
        Node from = Yaml.get(element.node(), "from").orElse(element.node());
        Matcher feature = FEATURE.matcher(uri(from));
        if (!feature.matches()) {
            return;
        }
        Set<String> tags = tags(reading, from);
        if (Collections.disjoint(tags, served)) {
            problems.accept(
                    element.problem(
                            from,
                            "No door offers the %s %s: %s, and doors offer what has the tag %s."
                                    .formatted(
                                            feature.group(1),
                                            feature.group(2),
                                            tags.isEmpty()
                                                    ? "it has no tag"
                                                    : "its tags are " + String.join(", ", tags),
                                            String.join(" or ", served))));
        }
    }

    private static String uri(Node step) {
        return Yaml.get(step, "uri").or(() -> Optional.of(step)).flatMap(Yaml::text).orElse("");
    }

    /** Of a step or the beginning of a route, with what placeholders stand for. */
    private static Set<String> tags(Reading reading, Node step) {
        String written =
                Yaml.get(step, "parameters", "tags")
                        .flatMap(Yaml::text)
                        .orElseGet(
                                () -> {
                                    Matcher tags = TAGS.matcher(uri(step));
                                    return tags.find() ? tags.group(1) : "";
                                });
        Set<String> tags = new TreeSet<>();
        for (String tag : reading.context().resolvePropertyPlaceholders(written).split(",")) {
            tags.add(tag.strip());
        }
        tags.remove("");
        return tags;
    }
}
