package org.postizgateway.config.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.postizgateway.config.camel.JarCopies;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetReader;
import org.springframework.core.env.ConfigurableEnvironment;

/** The set that a start finds in its configuration directory. */
final class FirstSet {

    private FirstSet() {}

    /**
     * @return what the jar holds where the directory cannot be read; why, is said when it is to
     *     serve
     */
    static ConfigurationSet of(ConfigurableEnvironment environment) {
        try {
            SetReader reader = new SetReader(JarCopies.read());
            try {
                return reader.read(Path.of(environment.getProperty("gateway.config-dir", ".")));
            } catch (RefusedSetException | InvalidPathException e) {
                return reader.over(List.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The routes of the jar cannot be read", e);
        }
    }
}
