package org.postizgateway.generation.check;

import java.util.Optional;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A top-level element of a route file.
 *
 * @param kind such as {@code route} or {@code templatedRoute}
 * @param node what stands below it
 */
record Element(SetFile file, String kind, Node node) {

    /** The text of one of its own entries. */
    Optional<String> text(String key) {
        return Yaml.get(node, key).flatMap(Yaml::text);
    }

    Problem problem(Node at, String message) {
        return Problem.at(file, Yaml.line(at), message);
    }

    String place(Node at) {
        return file.name() + ", line " + Yaml.line(at);
    }
}
