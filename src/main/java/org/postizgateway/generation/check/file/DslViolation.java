package org.postizgateway.generation.check.file;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.List;
import org.postizgateway.generation.check.reading.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a file that Camel's schema does not allow. The schema often says several things of one
 * place, most of them about alternatives that nobody meant.
 */
record DslViolation(Error error) {

    /** From the clearest to the vaguest. */
    private static final List<String> CLEAR =
            List.of("additionalProperties", "type", "enum", "required");

    /** Whether an error is a mistake; what a placeholder stands for is not known here. */
    static boolean isOne(Error error) {
        return !(error.getKeyword().equals("enum")
                && error.getInstanceNode() != null
                && error.getInstanceNode().asText().contains("{{"));
    }

    NodePath location() {
        return error.getInstanceLocation();
    }

    /** Of two about the same place, the one that says more. */
    DslViolation clearer(DslViolation other) {
        return clarity() <= other.clarity() ? this : other;
    }

    private int clarity() {
        boolean alternative = error.getEvaluationPath().toString().matches(".*/(any|one)Of/.*");
        int rank = CLEAR.indexOf(error.getKeyword());
        return rank < 0 || alternative && rank > 0 ? CLEAR.size() : rank;
    }

    /** The deepest node of the file that it is about. */
    Node node(Node root, int above) {
        Node node = root;
        for (int i = above; i < location().getNameCount(); i++) {
            Object step = location().getElement(i);
            Node next =
                    step instanceof Integer index && index < Yaml.elements(node).size()
                            ? Yaml.elements(node).get(index)
                            : Yaml.get(node, String.valueOf(step)).orElse(null);
            if (next == null) {
                return node;
            }
            node = next;
        }
        String unknown = error.getProperty();
        return error.getKeyword().equals("additionalProperties") && unknown != null
                ? Yaml.key(node, unknown).orElse(node)
                : node;
    }

    String sentence() {
        int depth = location().getNameCount();
        String last = depth == 0 ? "" : String.valueOf(location().getElement(depth - 1));
        String where = last.isEmpty() || last.matches("\\d+") ? "here" : "in " + last;
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                    "Camel knows nothing called %s %s.".formatted(error.getProperty(), where);
            case "required" -> "Camel wants %s %s.".formatted(error.getProperty(), where);
            case "type", "enum" ->
                    "What stands %s is not what Camel takes: %s."
                            .formatted(where, error.getMessage());
            default ->
                    "Camel wants exactly one of the alternatives that it knows %s."
                            .formatted(where);
        };
    }
}
