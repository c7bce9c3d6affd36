package org.postizgateway.generation.check.reading;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file that holds a Kamelet.
 *
 * @param root its document
 */
public record Kamelet(SetFile file, Node root) {

    /** How the name of its file ends. */
    public static final String SUFFIX = ".kamelet.yaml";

    /** Those in folders of their own are found by nobody. */
    public static boolean isKamelet(SetFile file) {
        return file.path().startsWith(ConfigurationSet.KAMELETS)
                && file.path().endsWith(SUFFIX)
                && file.path().lastIndexOf('/') < ConfigurationSet.KAMELETS.length();
    }

    /** As routes call it. */
    public String name() {
        String path = file.path();
        return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
    }

    /** The value below several keys of its document. */
    public Optional<Node> get(String key, String... more) {
        return Yaml.get(root, key, more);
    }

    /** The route that it stands for. */
    public Optional<Node> template() {
        return get("spec", "template");
    }

    /** Names of the properties that it declares. */
    public Set<String> properties() {
        return get("spec", "definition", "properties").stream()
                .flatMap(properties -> Yaml.entries(properties).stream())
                .flatMap(entry -> Yaml.text(entry.getKeyNode()).stream())
                .collect(Collectors.toSet());
    }

    /** The properties that have no default and must be given. */
    public List<Node> required() {
        return get("spec", "definition", "required").map(Yaml::elements).orElse(List.of());
    }
}
