package org.postizgateway.config.camel;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.postizgateway.config.setting.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars in {@code lib/} of the configuration directory: components, languages, data formats and
 * classes of beans that are not on board. They are opened once, at the start. A class that the
 * gateway has itself is the gateway's.
 */
final class Libraries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);
    private static final String DIRECTORY = "lib";

    private final URLClassLoader classes;

    private Libraries(URLClassLoader classes) {
        this.classes = classes;
    }

    /**
     * Opens the jars of a configuration directory; there may be none.
     *
     * @param parent finds the gateway's own classes
     * @throws InvalidSettingException when {@code lib/} or a jar in it cannot be read
     */
    static Libraries of(Path configuration, ClassLoader parent) {
        Path directory = configuration.resolve(DIRECTORY);
        List<Path> jars = Files.isDirectory(directory) ? jars(directory) : List.of();
        if (!jars.isEmpty()) {
            LOG.info("Libraries of the configuration: {}", jars);
        }
        return new Libraries(
                new URLClassLoader(
                        "libraries",
                        jars.stream().map(Libraries::readable).toArray(URL[]::new),
                        parent));
    }

    private static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw invalid(directory + ", which cannot be read", "Let the gateway read it.");
        }
    }

    /** A class loader would pass over a jar that it cannot read without a word. */
    private static URL readable(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw invalid(
                    jar + ", which cannot be read as a jar", "Put a whole one there, or none.");
        }
    }

    private static InvalidSettingException invalid(String problem, String fix) {
        return new InvalidSettingException("GATEWAY_CONFIG_DIR", "holds " + problem, fix);
    }

    /** Finds what the jars hold, after what the gateway has itself. */
    ClassLoader classes() {
        return classes;
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
