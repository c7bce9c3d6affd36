package org.postizgateway.generation.check.reading;

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
public record Element(SetFile file, String kind, Node node) {

    /** The text of one of its own entries. */
    public Optional<String> text(String key) {
        return Yaml.get(node, key).flatMap(Yaml::text);
    }

    /** A problem in the line of a node. */
    public Problem problem(Node at, String message) {
        return Problem.at(file, Yaml.line(at), message);
    }

    /** File and line of a node, for a sentence. */
    public String place(Node at) {
        return file.name() + ", line " + Yaml.line(at);
    }
}
