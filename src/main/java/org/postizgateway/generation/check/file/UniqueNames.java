package org.postizgateway.generation.check.file;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * No two routes, templates or route configurations have the same id, and no two features of a kind
 * the same name, and no two resources the same URI.
 */
final class UniqueNames implements Rule {

    private static final Pattern DOOR = Pattern.compile("platform-http:/*([^?]+)(.*)");
    private static final Pattern METHODS = Pattern.compile("[?&]httpMethodRestrict=([^&]*)");
    private static final Pattern FEATURE = Pattern.compile("ai-(tool|resource|prompt):/*([^?]+).*");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        // What stands in the directory is told, not what it repeats of the jar.
        List<Element> elements =
                reading.elements().stream()
                        .sorted(Comparator.comparing(element -> element.file().isOverride()))
                        .toList();
        unique(elements, UniqueNames::id, problems);
        unique(elements, UniqueNames::feature, problems);
        unique(elements, UniqueNames::resourceUri, problems);
        unique(elements, UniqueNames::door, problems);
    }

    private static void unique(
            List<Element> elements,
            Function<Element, Optional<Name>> names,
            Consumer<Problem> problems) {
        Map<String, Found> first = new LinkedHashMap<>();
        for (Element element : elements) {
            names.apply(element)
                    .ifPresent(
                            name -> {
                                Found found = new Found(element, name);
                                Found other = first.putIfAbsent(name.what(), found);
                                if (other != null) {
                                    problems.accept(found.besides(other));
                                }
                            });
        }
    }

    private static Optional<Name> id(Element element) {
        String key =
                switch (element.kind()) {
                    case "route", "routeTemplate", "routeConfiguration" -> "id";
                    case "templatedRoute" -> "routeId";
                    default -> "";
                };
        String kind = element.kind().equals("templatedRoute") ? "route" : element.kind();
        return Yaml.get(element.node(), key)
                .flatMap(node -> Yaml.text(node).map(id -> new Name(kind + " " + id, node)));
    }

    private static Optional<Name> feature(Element element) {
        Node from = Yaml.get(element.node(), "from").orElse(element.node());
        return Yaml.get(from, "uri")
                .flatMap(
                        node -> {
                            Matcher uri = FEATURE.matcher(Yaml.text(node).orElse(""));
                            return uri.matches()
                                    ? Optional.of(new Name(uri.group(1) + " " + uri.group(2), node))
                                    : Optional.empty();
                        });
    }

    /**
     * Of two at one path the first takes all requests; for different methods there may be several.
     */
    private static Optional<Name> door(Element element) {
        Node from = Yaml.get(element.node(), "from").orElse(element.node());
        Optional<String> below =
                Yaml.get(from, "parameters", "httpMethodRestrict").flatMap(Yaml::text);
        return Yaml.get(from, "uri")
                .flatMap(
                        node -> {
                            Matcher uri = DOOR.matcher(Yaml.text(node).orElse(""));
                            if (!uri.matches()) {
                                return Optional.empty();
                            }
                            Matcher inUri = METHODS.matcher(uri.group(2));
                            String methods =
                                    below.orElseGet(() -> inUri.find() ? inUri.group(1) : "");
                            String what = "door at /%s %s".formatted(uri.group(1), methods);
                            return Optional.of(new Name(what.strip(), node));
                        });
    }

    private static Optional<Name> resourceUri(Element element) {
        Node from = Yaml.get(element.node(), "from").orElse(element.node());
        return Yaml.get(from, "parameters", "resourceUri")
                .flatMap(
                        node ->
                                Yaml.text(node)
                                        .map(
                                                uri ->
                                                        new Name(
                                                                "resource with the URI " + uri,
                                                                node)));
    }

    private record Name(String what, Node node) {}

    private record Found(Element element, Name name) {

        Problem besides(Found other) {
            String cure =
                    element.file().isOverride() == other.element().file().isOverride()
                            ? "Give one of them another name."
                            : "Give it another name, or take the place of the whole file: name yours "
                                    + other.element().file().path()
                                    + ".";
            return element.problem(
                    name.node(),
                    "There is another %s in %s. %s"
                            .formatted(
                                    name.what(), other.element().place(other.name().node()), cure));
        }
    }
}
