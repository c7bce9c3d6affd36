package org.postizgateway.console.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.set.SetFile;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Files as people read them: as they are written, without the values of keys, headers, properties
 * and variables that are named like secrets, and without what is secret in addresses. Lines keep
 * their numbers.
 */
final class ShownYaml {

    /** An address below such a key is itself one. */
    private static final Pattern SECRET_ADDRESS = Pattern.compile("(?i)hook|sink|dsn");

    /** One that was taken out of use is often still one. */
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^(\\s*#[\\s#-]*\"?([\\w.-]+)\"?:[ \\t]+)(\\S.*)$");

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
                        texts(value).forEach(written -> markSecret(key, written, marks, ends));
                        hidden(key, value)
                                .forEach(secret -> mark(secret, Secrets.HIDDEN, marks, ends));
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
        return ShownAddress.in(withoutComments(result.toString()));
    }

    private static String withoutComments(String text) {
        return COMMENT.matcher(text)
                .replaceAll(
                        comment ->
                                Matcher.quoteReplacement(
                                        Secrets.isName(comment.group(2))
                                                        && Secrets.isValue(comment.group(3))
                                                ? comment.group(1) + Secrets.HIDDEN
                                                : comment.group()));
    }

    /** What a key says: a text, or a list of them. */
    private static Stream<Node> texts(Node value) {
        return Stream.concat(Stream.of(value), Yaml.elements(value).stream())
                .filter(ScalarNode.class::isInstance);
    }

    private static void markSecret(
            String key,
            Node value,
            TreeMap<Integer, String> marks,
            TreeMap<Integer, Integer> ends) {
        Yaml.text(value)
                .flatMap(written -> shown(key, written))
                .ifPresent(shown -> mark(value, shown, marks, ends));
    }

    private static void mark(
            Node value,
            String shown,
            TreeMap<Integer, String> marks,
            TreeMap<Integer, Integer> ends) {
        int at = value.getStartMark().getIndex();
        // what is hidden stays hidden, whatever else is said of it
        marks.merge(at, shown, (before, now) -> before.equals(Secrets.HIDDEN) ? before : now);
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
                .filter(scalar -> Yaml.text(scalar).filter(Secrets::isValue).isPresent());
    }

    private static boolean hasSecretName(Node setter) {
        return Yaml.get(setter, "name").flatMap(Yaml::text).filter(Secrets::isName).isPresent();
    }

    /** In place of what is written; empty when that is no secret. */
    private static Optional<String> shown(String key, String written) {
        if (Secrets.isName(key) && Secrets.isValue(written)) {
            return Optional.of(Secrets.HIDDEN);
        }
        boolean isAddress = SECRET_ADDRESS.matcher(key).find();
        if (written.contains("\n")) {
            return isAddress ? Optional.of(Secrets.HIDDEN) : Optional.empty();
        }
        String shown = isAddress ? ShownAddress.hostsIn(uri(written)) : uri(written);
        return Optional.of(shown).filter(text -> !text.equals(written));
    }

    /** A URI without what is secret in it. */
    static String uri(String uri) {
        return ShownAddress.uri(uri);
    }
}
