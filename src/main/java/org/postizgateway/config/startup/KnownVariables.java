package org.postizgateway.config.startup;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postizgateway.config.setting.InstanceSettings;
import org.postizgateway.config.setting.SecretFiles;
import org.postizgateway.generation.check.EditDistance;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The environment variables that are read: those that {@code application.yaml} takes its values
 * from, those that stand for a property of it, and those that routes and Kamelets name.
 *
 * @param names to tell, as the documentation has them
 * @param forms of properties that Spring takes too
 * @param prefixes under which no others are expected, such as {@code POSTIZ_}
 */
record KnownVariables(Set<String> names, Set<String> forms, Set<String> prefixes) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");
    private static final Pattern PROPERTY = Pattern.compile("\\{\\{[?!]?([a-z][a-z0-9.-]*)");

    /** As Spring Boot names what it has read of files. */
    private static final String OF_FILES = "Config resource";

    private static final String OF_THE_JAR = OF_FILES + " 'class path resource";

    private static final int MOST_SLIPS = 2;
    private static final int SHORTEST = 7;

    /**
     * @param routes contents of the files of a set
     */
    static KnownVariables of(ConfigurableEnvironment environment, Collection<String> routes) {
        Set<String> names = new HashSet<>();
        Set<String> forms = new HashSet<>();
        Set<String> prefixes = new TreeSet<>();
        environment.getPropertySources().stream()
                .filter(source -> source.getName().startsWith(OF_FILES))
                .map(EnumerablePropertySource.class::cast)
                .forEach(source -> read(source, names, forms, prefixes));
        for (String text : routes) {
            VARIABLE.matcher(text).results().map(MatchResult::group).forEach(names::add);
            PROPERTY.matcher(text).results().forEach(found -> standFor(found.group(1), forms));
        }
        names.addAll(SecretFiles.SECRETS.stream().map(secret -> secret + "_FILE").toList());
        return new KnownVariables(Set.copyOf(names), Set.copyOf(forms), Set.copyOf(prefixes));
    }

    private static void read(
            EnumerablePropertySource<?> source,
            Set<String> names,
            Set<String> forms,
            Set<String> prefixes) {
        for (String property : source.getPropertyNames()) {
            standFor(property, forms);
            Matcher variable = PLACEHOLDER.matcher(String.valueOf(source.getProperty(property)));
            while (variable.find()) {
                names.add(variable.group(1));
                if (source.getName().startsWith(OF_THE_JAR)) {
                    prefixes.add(prefix(variable.group(1), property));
                }
            }
        }
    }

    /** Both forms in which Spring takes a property from the environment. */
    private static void standFor(String property, Set<String> forms) {
        String upper = property.toUpperCase(Locale.ROOT);
        forms.add(upper.replaceAll("[.-]", "_"));
        forms.add(upper.replace("-", "").replaceAll("[.\\[\\]]+", "_"));
    }

    /** {@code DEAD_LETTER_} for {@code dead-letter.sinks}, {@code OPS_} for {@code server.port}. */
    private static String prefix(String variable, String property) {
        String root = property.replaceAll("\\..*", "").replace('-', '_').toUpperCase(Locale.ROOT);
        String own = root + "_";
        return variable.startsWith(own) ? own : variable.replaceAll("_.*", "_");
    }

    /** Whether a variable looks like one of ours and is none. */
    boolean misses(String variable) {
        return !isRead(variable)
                && !isRead(variable.replaceAll("_\\d+$", ""))
                && (isOurs(variable)
                        || variable.length() >= SHORTEST
                                && nearest(variable, MOST_SLIPS).isPresent());
    }

    /** The name that is most like another, if one is. */
    Optional<String> nearest(String variable) {
        return nearest(variable, variable.length() / 3);
    }

    private Optional<String> nearest(String variable, int slips) {
        return names.stream()
                .filter(this::isOurs)
                // Two words are at least as far apart as their lengths
                .filter(name -> Math.abs(name.length() - variable.length()) <= slips)
                .min(
                        Comparator.<String>comparingInt(name -> distance(name, variable))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(name, variable) <= slips);
    }

    private boolean isRead(String variable) {
        return InstanceSettings.isVariable(variable)
                || names.contains(variable)
                || forms.contains(variable);
    }

    private boolean isOurs(String variable) {
        return prefixes.stream().anyMatch(variable::startsWith);
    }

    private static int distance(String name, String variable) {
        return EditDistance.between(name, variable);
    }
}
