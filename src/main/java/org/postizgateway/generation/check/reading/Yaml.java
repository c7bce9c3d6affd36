package org.postizgateway.generation.check.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML nodes, which know their lines. */
public final class Yaml {

    private Yaml() {}

    /** The line that a node begins in, from 1. */
    public static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The value of a key; empty when the node is no mapping or has no such key. */
    public static Optional<Node> get(Node node, String key) {
        return entries(node).stream()
                .filter(entry -> text(entry.getKeyNode()).filter(key::equals).isPresent())
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    /** The value below several keys. */
    public static Optional<Node> get(Node node, String key, String... more) {
        Optional<Node> found = get(node, key);
        for (String next : more) {
            found = found.flatMap(inner -> get(inner, next));
        }
        return found;
    }

    /** What a text, number or truth value is written as; empty for other nodes. */
    public static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The entries of a mapping; none for other nodes. */
    public static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    /** The elements of a list; none for other nodes. */
    public static List<Node> elements(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** Every entry of every mapping in a node. */
    public static void visit(Node node, BiConsumer<String, Node> visitor) {
        for (NodeTuple entry : entries(node)) {
            text(entry.getKeyNode()).ifPresent(key -> visitor.accept(key, entry.getValueNode()));
            visit(entry.getValueNode(), visitor);
        }
        elements(node).forEach(element -> visit(element, visitor));
    }

    /** The values of a key, wherever in a node. */
    public static List<Node> all(Node node, String key) {
        List<Node> found = new ArrayList<>();
        visit(
                node,
                (name, value) -> {
                    if (name.equals(key)) {
                        found.add(value);
                    }
                });
        return found;
    }

    /** The node of a key itself. */
    public static Optional<Node> key(Node node, String key) {
        return entries(node).stream()
                .map(NodeTuple::getKeyNode)
                .filter(name -> text(name).filter(key::equals).isPresent())
                .findFirst();
    }

    /** Every text and number in a node, keys aside. */
    public static List<Node> scalars(Node node) {
        List<Node> found = new ArrayList<>();
        if (node instanceof ScalarNode) {
            found.add(node);
        }
        entries(node).forEach(entry -> found.addAll(scalars(entry.getValueNode())));
        elements(node).forEach(element -> found.addAll(scalars(element)));
        return found;
    }

    /** A node as maps, lists, texts, numbers and truth values. */
    public static Object value(Node node) {
        return new Values().of(node);
    }

    /** Makes values of nodes as YAML says, and of nothing else. */
    private static final class Values extends SafeConstructor {

        Values() {
            super(new LoaderOptions());
        }

        Object of(Node node) {
            return constructDocument(node);
        }
    }
}
