package org.postizgateway.generation.check.file;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postizgateway.generation.check.EditDistance;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Tools, resources and prompts that no {@code mcp-server} offers, since none of their tags is a tag
 * of one, and tags of a server that nothing has. Whoever mistypes a tag would look for the tool in
 * vain.
 */
final class UnservedFeatures implements Rule {

    private static final Pattern FEATURE = Pattern.compile("ai-(tool|resource|prompt):/*([^?]+).*");
    private static final Pattern SERVER = Pattern.compile("mcp-server:.*");
    private static final Pattern TAGS = Pattern.compile("[?&]tags=(?:RAW\\()?([^&)]*)");

    /**
     * What a route or step says of itself by tags.
     *
     * @param kind tool, resource, prompt or server
     */
    private record Tagged(Element element, Node node, String kind, String name, Set<String> tags) {}

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        List<Tagged> servers =
                reading.elements().stream()
                        .flatMap(element -> servers(reading, element).stream())
                        .toList();
        List<Tagged> features =
                reading.elements().stream()
                        .filter(element -> !element.kind().equals("routeTemplate"))
                        .flatMap(element -> feature(reading, element).stream())
                        .toList();
        mistyped(servers, features, problems);
        if (!servers.isEmpty() && servers.stream().noneMatch(server -> server.tags().isEmpty())) {
            unserved(servers, features, problems);
        }
    }

    private static List<Tagged> servers(Reading reading, Element element) {
        return Stream.of("to", "toD")
                .flatMap(key -> Yaml.all(element.node(), key).stream())
                .filter(step -> SERVER.matcher(uri(step)).matches())
                .map(step -> new Tagged(element, step, "server", "", tags(reading, step)))
                .toList();
    }

    private static Optional<Tagged> feature(Reading reading, Element element) {
        Node from = Yaml.get(element.node(), "from").orElse(element.node());
        Matcher feature = FEATURE.matcher(uri(from));
        return feature.matches()
                ? Optional.of(
                        new Tagged(
                                element,
                                from,
                                feature.group(1),
                                feature.group(2),
                                tags(reading, from)))
                : Optional.empty();
    }

    /** A tag that nothing has is a slip when it is nearly one that doors offer something by. */
    private static void mistyped(
            List<Tagged> servers, List<Tagged> features, Consumer<Problem> problems) {
        Set<String> offered = all(features);
        offered.retainAll(all(servers));
        for (Tagged server : servers) {
            for (String tag : server.tags()) {
                offered.stream()
                        .filter(other -> !offered.contains(tag) && isNearly(tag, other))
                        .findFirst()
                        .ifPresent(
                                other ->
                                        problems.accept(
                                                server.element()
                                                        .problem(
                                                                server.node(),
                                                                "No tool, resource or prompt has the tag %s. Is %s meant?"
                                                                        .formatted(tag, other))));
            }
        }
    }

    private static boolean isNearly(String tag, String other) {
        return EditDistance.between(tag, other) <= (other.length() + 2) / 4;
    }

    private static void unserved(
            List<Tagged> servers, List<Tagged> features, Consumer<Problem> problems) {
        Set<String> served = all(servers);
        for (Tagged feature : features) {
            if (Collections.disjoint(feature.tags(), served)) {
                problems.accept(
                        feature.element()
                                .problem(
                                        feature.node(),
                                        "No door offers the %s %s: %s, and doors offer what has the tag %s."
                                                .formatted(
                                                        feature.kind(),
                                                        feature.name(),
                                                        feature.tags().isEmpty()
                                                                ? "it has no tag"
                                                                : "its tags are "
                                                                        + String.join(
                                                                                ", ",
                                                                                feature.tags()),
                                                        String.join(" or ", served))));
            }
        }
    }

    private static Set<String> all(List<Tagged> tagged) {
        Set<String> all = new TreeSet<>();
        tagged.forEach(each -> all.addAll(each.tags()));
        return all;
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
