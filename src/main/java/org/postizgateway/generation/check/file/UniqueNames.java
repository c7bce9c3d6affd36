package org.postizgateway.generation.check.file;

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
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * No two routes, templates or route configurations have the same id, and no two features of a kind
 * the same name, and no two resources the same URI.
 */
final class UniqueNames implements Rule {

    private static final Pattern FEATURE = Pattern.compile("ai-(tool|resource|prompt):/*([^?]+).*");

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        List<Element> elements = reading.elements();
        unique(elements, UniqueNames::id, problems);
        unique(elements, UniqueNames::feature, problems);
        unique(elements, UniqueNames::resourceUri, problems);
    }

    private static void unique(
            List<Element> elements,
            Function<Element, Optional<Name>> names,
            Consumer<Problem> problems) {
        Map<String, String> first = new LinkedHashMap<>();
        for (Element element : elements) {
            names.apply(element)
                    .ifPresent(
                            name -> {
                                String place = element.place(name.node());
                                String other = first.putIfAbsent(name.what(), place);
                                if (other != null) {
                                    problems.accept(
                                            element.problem(
                                                    name.node(),
                                                    "There is another "
                                                            + name.what()
                                                            + " in "
                                                            + other
                                                            + ". Give one of them another"
                                                            + " name."));
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
}
