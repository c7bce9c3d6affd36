package org.postizgateway.generation.check.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * Looks through the nodes of a file for keys that stand twice, and for what would keep whoever
 * follows its nodes from ever coming to an end: YAML may refer to itself.
 */
final class Structure {

    /** How deep things may stand inside each other. */
    static final int DEEPEST = 50;

    /** With everything counted each time that it is referred to. */
    private static final int MOST_NODES = 1_000_000;

    private static final String MERGE = "<<";

    private final SetFile file;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;
    private boolean endless;

    Structure(SetFile file) {
        this.file = file;
    }

    void look(Node document) {
        look(document, 0);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether its nodes cannot be followed. */
    boolean isEndless() {
        return endless;
    }

    static Problem tooDeep(SetFile file, int line) {
        return Problem.at(
                file,
                line,
                "More than %d things stand inside each other here. Take them apart."
                        .formatted(DEEPEST));
    }

    private void look(Node node, int depth) {
        if (endless) {
            return;
        }
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES) {
            endless = true;
            problems.add(
                    depth > DEEPEST
                            ? tooDeep(file, Yaml.line(node))
                            : Problem.at(
                                    file,
                                    Yaml.line(node),
                                    "What is referred to by aliases comes to too much here."));
            return;
        }
        if (seen.add(node)) {
            uniqueKeys(node);
        }
        for (NodeTuple entry : Yaml.entries(node)) {
            look(entry.getKeyNode(), depth + 1);
            look(entry.getValueNode(), depth + 1);
        }
        Yaml.elements(node).forEach(element -> look(element, depth + 1));
    }

    private void uniqueKeys(Node mapping) {
        Map<String, Integer> lines = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (NodeTuple entry : Yaml.entries(mapping)) {
            String key = Yaml.text(entry.getKeyNode()).orElse(MERGE);
            int line = Yaml.line(entry.getKeyNode());
            Integer first = key.equals(MERGE) ? null : lines.putIfAbsent(key, line);
            if (first != null && told.add(key)) {
                problems.add(
                        Problem.at(
                                file,
                                line,
                                "%s stands twice, here and in line %d, and only one would count."
                                        .formatted(key, first)));
            }
        }
    }
}
