package org.postizgateway.config.camel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * What placeholders mean in the routes of a set: the settings of the gateway, with {@code
 * application.yaml} of the set above the copy in the jar.
 */
final class SetProperties {

    /** As Spring Boot names what it reads at the start, of a file and of the jar. */
    private static final String OF_A_FILE = "Config resource 'file [application.yaml]'";

    private static final String OF_THE_JAR =
            "Config resource 'class path resource [application.yaml]'";

    private SetProperties() {}

    /**
     * @param settings of the gateway
     * @throws IOException when {@code application.yaml} cannot be read as properties
     */
    static ConfigurableEnvironment of(ConfigurationSet set, ConfigurableEnvironment settings)
            throws IOException {
        Layers environment = new Layers();
        MutablePropertySources sources = environment.getPropertySources();
        for (PropertySource<?> source : settings.getPropertySources()) {
            if (source.getName().startsWith(OF_THE_JAR)) {
                addTo(sources, set);
            }
            // Its place is taken by what the set holds now.
            if (!source.getName().startsWith(OF_A_FILE)
                    && !source.getName().equals("configurationProperties")) {
                sources.addLast(source);
            }
        }
        return environment;
    }

    private static void addTo(MutablePropertySources sources, ConfigurationSet set)
            throws IOException {
        sources(set).forEach(sources::addLast);
    }

    /** What {@code application.yaml} of a set says, a source for each of its documents. */
    static List<EnumerablePropertySource<?>> sources(ConfigurationSet set) throws IOException {
        List<EnumerablePropertySource<?>> sources = new ArrayList<>();
        SetFile file = set.find(ConfigurationSet.PROPERTIES).orElse(null);
        if (file != null) {
            new YamlPropertySourceLoader()
                    .load("set", new ByteArrayResource(file.content()))
                    .forEach(source -> sources.add((EnumerablePropertySource<?>) source));
        }
        return sources;
    }

    /** In which line of the set's file a property stands, from 1; 0 when that is not known. */
    static int line(EnumerablePropertySource<?> source, String name) {
        return OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin
                        && origin.getLocation() != null
                ? origin.getLocation().getLine() + 1
                : 0;
    }

    /** The properties that the gateway itself has. */
    static Stream<String> ofTheJar(ConfigurableEnvironment settings) {
        return settings.getPropertySources().stream()
                .filter(source -> source.getName().startsWith(OF_THE_JAR))
                .flatMap(
                        source ->
                                Arrays.stream(
                                        ((EnumerablePropertySource<?>) source).getPropertyNames()));
    }

    /** Starts without any source. */
    private static final class Layers extends AbstractEnvironment {}
}
