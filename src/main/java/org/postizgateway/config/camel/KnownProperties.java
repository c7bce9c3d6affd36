package org.postizgateway.config.camel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.generation.check.EditDistance;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;

/** The properties that the gateway or a placeholder of a set reads. */
public final class KnownProperties {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?:\\{\\{[?!]?|\\$\\{)([A-Za-z][\\w.\\[\\]-]*)");

    /** Read by libraries, which know more of them than the gateway sets. */
    private static final Set<String> OF_LIBRARIES =
            Set.of("camel", "info", "logging", "management", "server", "spring");

    private static final ConfigurationPropertyName INSTANCES =
            ConfigurationPropertyName.of("postiz.instances");

    private static final int MOST_SLIPS = 2;

    private final Set<ConfigurationPropertyName> known;
    private final Set<String> roots;

    private KnownProperties(Stream<String> ofTheGateway, Stream<String> ofPlaceholders) {
        List<ConfigurationPropertyName> own = ofTheGateway.map(KnownProperties::name).toList();
        this.roots = own.stream().map(KnownProperties::root).collect(Collectors.toSet());
        roots.removeAll(OF_LIBRARIES);
        this.known = new TreeSet<>(own);
        ofPlaceholders.map(KnownProperties::name).forEach(known::add);
    }

    /**
     * @param settings of the gateway, with its own {@code application.yaml} among them
     */
    public static KnownProperties of(ConfigurationSet set, ConfigurableEnvironment settings) {
        return new KnownProperties(SetProperties.ofTheJar(settings), placeholders(set));
    }

    private static Stream<String> placeholders(ConfigurationSet set) {
        return set.files().stream()
                .map(SetFile::text)
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map(found -> found.group(1));
    }

    /**
     * What to tell of a property that is called like one of the gateway's and that nothing reads:
     * whoever mistypes one would wait for its effect in vain. Empty for all others.
     */
    public Optional<String> warning(String property) {
        return misses(name(property)) ? Optional.of(sentence(property)) : Optional.empty();
    }

    private boolean misses(ConfigurationPropertyName property) {
        return !property.isEmpty()
                && !INSTANCES.isAncestorOf(property)
                && known.stream()
                        .noneMatch(name -> name.equals(property) || name.isAncestorOf(property))
                && (roots.contains(root(property)) || isSlip(root(property)));
    }

    private boolean isSlip(String root) {
        return !OF_LIBRARIES.contains(root)
                && roots.stream()
                        .filter(own -> own.length() > 2 * MOST_SLIPS)
                        .anyMatch(own -> EditDistance.between(own, root) <= MOST_SLIPS);
    }

    private String sentence(String property) {
        Optional<String> nearest =
                known.stream()
                        .map(ConfigurationPropertyName::toString)
                        .min(Comparator.comparingInt(name -> EditDistance.between(name, property)))
                        .filter(name -> EditDistance.between(name, property) <= MOST_SLIPS);
        return "Nothing reads %s: it is no setting of the gateway, and no placeholder names it.%s"
                .formatted(property, nearest.map(" Is %s meant?"::formatted).orElse(""));
    }

    private static ConfigurationPropertyName name(String property) {
        return ConfigurationPropertyName.adapt(property, '.');
    }

    private static String root(ConfigurationPropertyName property) {
        return property.isEmpty() ? "" : property.getElement(0, Form.UNIFORM);
    }
}
