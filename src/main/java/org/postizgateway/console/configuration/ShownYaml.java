package org.postizgateway.console.configuration;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Files as people read them: as they are written, without the values of keys that Camel takes for
 * secrets and of headers, properties and variables that are named like one. Lines keep their
 * numbers.
 */
final class ShownYaml {

    private static final String HIDDEN = "xxxxxx";
    private static final String PLACEHOLDER = "\\{\\{[^{}]*}}";

    /** What is left of an expression is a secret if it is more than a scheme. */
    private static final String EXPRESSION = PLACEHOLDER + "|\\$\\{[^{}]*}|(?i)bearer|basic|\\s";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)authorization|key|token|secret|passw|credential|cookie");
    private static final Set<String> SETTERS = Set.of("setHeader", "setProperty", "setVariable");
    private static final Set<String> LISTS = Set.of("headers", "variables", "parameters");
    private static final Set<String> PLAIN = Set.of("name", "id", "description", "required");

    private ShownYaml() {}

    /** The whole of a file. */
    static String of(SetFile file) {
        return file.isYaml() ? of(file, YamlFile.read(file)) : file.text();
    }

    /**
     * What begins in a line: a route of a file of routes; of other files the whole.
     *
     * @param line in which it begins, or one inside it
     */
    static String of(SetFile file, int line) {
        YamlFile yaml = YamlFile.read(file);
        List<String> lines = of(file, yaml).lines().toList();
        List<Node> parts =
                yaml.documents().stream()
                        .flatMap(document -> Yaml.elements(document).stream())
                        .toList();
        int from = 0;
        int until = lines.size();
        for (Node part : parts) {
            if (Yaml.line(part) <= Math.max(1, line)) {
                from = Yaml.line(part) - 1;
            } else {
                until = Yaml.line(part) - 1;
                break;
            }
        }
        return String.join("\n", lines.subList(from, until)).stripTrailing();
    }

    private static String of(SetFile file, YamlFile yaml) {
        String text = file.text();
        TreeMap<Integer, String> marks = new TreeMap<>();
        TreeMap<Integer, Integer> ends = new TreeMap<>();
        for (Node document : yaml.documents()) {
            Yaml.visit(
                    document,
                    (key, value) -> {
                        Yaml.text(value)
                                .map(written -> shown(key, written))
                                .filter(shown -> !shown.equals(Yaml.text(value).get()))
                                .ifPresent(shown -> mark(value, shown, marks, ends));
                        hidden(key, value).forEach(secret -> mark(secret, HIDDEN, marks, ends));
                    });
        }
        StringBuilder result = new StringBuilder(text);
        // From the end, so that what stands before keeps its place.
        marks.descendingMap()
                .forEach(
                        (at, shown) -> {
                            int from = text.offsetByCodePoints(0, at);
                            int until = text.offsetByCodePoints(0, ends.get(at));
                            long breaks =
                                    text.substring(from, until)
                                            .chars()
                                            .filter(c -> c == '\n')
                                            .count();
                            result.replace(from, until, shown + "\n".repeat((int) breaks));
                        });
        return result.toString();
    }

    private static void mark(
            Node value,
            String shown,
            TreeMap<Integer, String> marks,
            TreeMap<Integer, Integer> ends) {
        int at = value.getStartMark().getIndex();
        // what is hidden stays hidden, whatever else is said of it
        marks.merge(at, shown, (before, now) -> before.equals(HIDDEN) ? before : now);
        ends.put(at, value.getEndMark().getIndex());
    }

    /** What a step sets under a name that is one of secrets, however it is written. */
    private static Stream<Node> hidden(String key, Node value) {
        Stream<Node> named =
                SETTERS.contains(key)
                        ? Stream.of(value)
                        : LISTS.contains(key) ? Yaml.elements(value).stream() : Stream.empty();
        return named.filter(ShownYaml::hasSecretName)
                .flatMap(setter -> Yaml.entries(setter).stream())
                .filter(entry -> !PLAIN.contains(Yaml.text(entry.getKeyNode()).orElse("")))
                .flatMap(entry -> Yaml.scalars(entry.getValueNode()).stream())
                .filter(
                        scalar ->
                                !Yaml.text(scalar).orElse("").replaceAll(EXPRESSION, "").isEmpty());
    }

    private static boolean hasSecretName(Node setter) {
        return Yaml.get(setter, "name")
                .flatMap(Yaml::text)
                .filter(name -> SECRET_NAME.matcher(name).find())
                .isPresent();
    }

    private static String shown(String key, String written) {
        if (SensitiveUtils.containsSensitive(key) && !written.matches(PLACEHOLDER)) {
            return HIDDEN;
        }
        return written.contains("\n") ? written : uri(written);
    }

    /** A URI without the values of options that Camel takes for secrets. */
    static String uri(String uri) {
        return URISupport.sanitizeUri(uri);
    }
}
