package org.postizgateway.generation.check;

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
record Reading(ConfigurationSet set, List<YamlFile> files, CamelContext context) {

    static Reading of(ConfigurationSet set, CamelContext context) {
        List<YamlFile> files =
                set.files().stream().filter(SetFile::isYaml).map(YamlFile::read).toList();
        return new Reading(set, files, context);
    }

    /** The top-level elements of all route files. */
    List<Element> elements() {
        return files.stream()
                .filter(yaml -> yaml.file().path().startsWith(ConfigurationSet.ROUTES))
                .flatMap(Reading::elements)
                .toList();
    }

    List<Element> elements(String kind) {
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
