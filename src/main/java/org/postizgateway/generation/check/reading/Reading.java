package org.postizgateway.generation.check.reading;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;

/**
 * The files of a set, read.
 *
 * @param context that knows components, languages, properties and beans; has no routes yet
 */
public record Reading(ConfigurationSet set, List<YamlFile> files, CamelContext context) {

    /** Reads every file that is YAML; what cannot be read is told by the file. */
    public static Reading of(ConfigurationSet set, CamelContext context) {
        List<YamlFile> files =
                set.files().stream().filter(SetFile::isYaml).map(YamlFile::read).toList();
        return new Reading(set, files, context);
    }

    /** Whether all files could be read, so that what is not in them does not exist. */
    public boolean isComplete() {
        return files.stream().allMatch(yaml -> yaml.problems().isEmpty());
    }

    /** The files of {@code routes/}. */
    public List<YamlFile> routeFiles() {
        return files.stream()
                .filter(yaml -> yaml.file().path().startsWith(ConfigurationSet.ROUTES))
                .toList();
    }

    /** The Kamelets that Camel would find. */
    public List<Kamelet> kamelets() {
        return files.stream()
                .filter(yaml -> Kamelet.isKamelet(yaml.file()))
                .flatMap(
                        yaml ->
                                yaml.documents().stream()
                                        .map(root -> new Kamelet(yaml.file(), root)))
                .toList();
    }

    /** The top-level elements of all route files. */
    public List<Element> elements() {
        return routeFiles().stream().flatMap(Reading::elements).toList();
    }

    /** Those of one kind, such as {@code route}. */
    public List<Element> elements(String kind) {
        return elements().stream().filter(element -> element.kind().equals(kind)).toList();
    }

    private static Stream<Element> elements(YamlFile yaml) {
        return yaml.documents().stream()
                .flatMap(document -> Yaml.elements(document).stream())
                .flatMap(element -> Yaml.entries(element).stream())
                .flatMap(
                        entry ->
                                Yaml.text(entry.getKeyNode()).stream()
                                        .map(
                                                kind ->
                                                        new Element(
                                                                yaml.file(),
                                                                kind,
                                                                entry.getValueNode())));
    }
}
