package org.postizgateway.config.camel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Properties in {@code application.yaml} of a set that nothing reads, {@link KnownProperties}. */
final class UnreadProperties {

    private UnreadProperties() {}

    /**
     * @param settings of the gateway
     * @throws IOException when {@code application.yaml} cannot be read as properties
     */
    static List<Problem> of(ConfigurationSet set, ConfigurableEnvironment settings)
            throws IOException {
        SetFile file = set.find(ConfigurationSet.PROPERTIES).orElse(null);
        if (file == null) {
            return List.of();
        }
        KnownProperties known = KnownProperties.of(set, settings);
        List<Problem> warnings = new ArrayList<>();
        for (EnumerablePropertySource<?> source : SetProperties.sources(set)) {
            for (String property : source.getPropertyNames()) {
                known.warning(property)
                        .map(why -> Problem.at(file, SetProperties.line(source, property), why))
                        .ifPresent(warnings::add);
            }
        }
        return warnings;
    }
}
