package org.postizgateway.generation.check.reading;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The documents of a YAML file, with the lines that they are written in.
 *
 * @param problem why it could not be read to its end
 */
public record YamlFile(SetFile file, List<Node> documents, Optional<Problem> problem) {

    /** Reads a file as far as it is YAML. */
    public static YamlFile read(SetFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Node> documents = new ArrayList<>();
        try {
            new Yaml(new SafeConstructor(options))
                    .composeAll(new StringReader(file.text()))
                    .forEach(documents::add);
            return new YamlFile(file, documents, Optional.empty());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            return broken(file, documents, line, context + e.getProblem());
        } catch (YAMLException e) {
            return broken(file, documents, 0, e.getMessage());
        }
    }

    private static YamlFile broken(SetFile file, List<Node> documents, int line, String reason) {
        return new YamlFile(
                file,
                documents,
                Optional.of(Problem.at(file, line, "This is no YAML: " + reason + ".")));
    }
}
