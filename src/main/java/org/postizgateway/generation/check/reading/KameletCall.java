package org.postizgateway.generation.check.reading;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.URISupport;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

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
    private static final String SCHEME = "kamelet:";
    private static final String STEP = "kamelet";

    /**
     * What is given to it.
     *
     * @param node where it is written
     */
    public record Parameter(String name, String value, Node node) {}

    /** Whether it has a parameter. */
    public boolean gives(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** The parameter that fills a text which is a placeholder, and nothing else. */
    public Optional<Parameter> filling(String placeholder) {
        return parameters.stream()
                .filter(parameter -> placeholder.equals("{{" + parameter.name() + "}}"))
                .findFirst();
    }

    /** That of an endpoint which no file names. */
    public static Optional<KameletCall> of(String uri) {
        return call(
                new ScalarNode(Tag.STR, uri, null, null, ScalarStyle.PLAIN), "", Optional.empty());
    }

    /** Those in a node and below it, in the order in which they are written. */
    public static List<KameletCall> in(Node node) {
        List<KameletCall> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(Node node, List<KameletCall> found) {
        for (NodeTuple entry : Yaml.entries(node)) {
            Node value = entry.getValueNode();
            boolean step = Yaml.text(entry.getKeyNode()).filter(STEP::equals).isPresent();
            call(
                            step ? Yaml.get(value, "name").orElse(value) : value,
                            step ? SCHEME : "",
                            Yaml.get(step ? value : node, "parameters"))
                    .ifPresent(found::add);
            collect(value, found);
        }
        Yaml.elements(node).forEach(element -> collect(element, found));
    }

    /** The call that a text is, if it is one. */
    private static Optional<KameletCall> call(Node node, String before, Optional<Node> below) {
        Matcher uri = URI.matcher(Yaml.text(node).map(text -> before + text).orElse(""));
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
     * What makes a route of a template, whose parameters are a list of names and values; empty of
     * other elements.
     */
    public static Optional<KameletCall> ofTemplatedRoute(Element element) {
        if (!element.kind().equals("templatedRoute")) {
            return Optional.empty();
        }
        Node route = element.node();
        List<Parameter> parameters =
                Yaml.get(route, "parameters").map(Yaml::elements).orElse(List.of()).stream()
                        .flatMap(
                                one ->
                                        Yaml.get(one, "name").stream()
                                                .map(name -> parameter(name, one)))
                        .toList();
        return Yaml.get(route, "routeTemplateRef")
                .or(() -> Yaml.get(route, "kameletRef"))
                .flatMap(
                        name ->
                                Yaml.text(name)
                                        .map(
                                                target ->
                                                        new KameletCall(
                                                                name, target, "", "", parameters)));
    }

    private static Parameter parameter(Node name, Node written) {
        String value = Yaml.get(written, "value").flatMap(Yaml::text).orElse("");
        return new Parameter(Yaml.text(name).orElse(""), value, name);
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
