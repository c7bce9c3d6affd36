package org.postizgateway.generation.check.reading;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.URISupport;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A call of a Kamelet or of a route template, as it is written.
 *
 * @param node the text with its URI
 * @param target name of what is called
 * @param id of the call; empty when it has none
 * @param query behind the question mark
 * @param parameters in the query and below {@code parameters}
 */
public record KameletCall(
        Node node, String target, String id, String query, List<Parameter> parameters) {

    private static final Pattern URI =
            Pattern.compile("kamelet:/*([^/?]+)(?:/([^?]*))?(?:\\?(.*))?");
    private static final List<String> KEYS = List.of("uri", "to", "toD", "wireTap", "enrich");

    /**
     * What is given to it.
     *
     * @param node where it is written
     */
    public record Parameter(String name, String value, Node node) {}

    /** Those in a node and below it, in the order in which they are written. */
    public static List<KameletCall> in(Node node) {
        List<KameletCall> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(Node node, List<KameletCall> found) {
        if (node instanceof MappingNode) {
            KEYS.stream()
                    .flatMap(key -> Yaml.get(node, key).stream())
                    .flatMap(uri -> call(uri, Yaml.get(node, "parameters")).stream())
                    .forEach(found::add);
        }
        Yaml.entries(node).forEach(entry -> collect(entry.getValueNode(), found));
        Yaml.elements(node).forEach(element -> collect(element, found));
    }

    private static Optional<KameletCall> call(Node node, Optional<Node> below) {
        Matcher uri = URI.matcher(Yaml.text(node).orElse(""));
        if (!uri.matches()) {
            return Optional.empty();
        }
        String query = Optional.ofNullable(uri.group(3)).orElse("");
        List<Parameter> parameters =
                Stream.concat(
                                parameters(query, node).stream(),
                                below.stream().flatMap(KameletCall::parameters))
                        .toList();
        String id = Optional.ofNullable(uri.group(2)).orElse("");
        return Optional.of(new KameletCall(node, uri.group(1), id, query, parameters));
    }

    /**
     * Those of a query; none of one that is a placeholder.
     *
     * @param node where it is written
     */
    public static List<Parameter> parameters(String query, Node node) {
        try {
            return URISupport.parseQuery(query, true, true).entrySet().stream()
                    .map(entry -> new Parameter(entry.getKey(), "" + entry.getValue(), node))
                    .toList();
        } catch (URISyntaxException e) {
            // Camel says so when it reads it.
            return List.of();
        }
    }

    private static Stream<Parameter> parameters(Node below) {
        return Yaml.entries(below).stream()
                .flatMap(
                        entry ->
                                Yaml.text(entry.getValueNode()).stream()
                                        .map(
                                                value ->
                                                        new Parameter(
                                                                Yaml.text(entry.getKeyNode())
                                                                        .orElse(""),
                                                                value,
                                                                entry.getKeyNode())));
    }
}
