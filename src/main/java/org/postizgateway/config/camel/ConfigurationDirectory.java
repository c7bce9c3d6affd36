package org.postizgateway.config.camel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code routes/} and {@code kamelets/} of {@code gateway.config-dir} win, file by file, over
 * the copies in the jar, by giving Camel the list of route files and the places to look for
 * Kamelets. Both properties can still be set by hand.
 */
public class ConfigurationDirectory implements EnvironmentPostProcessor, Ordered {

    public static final String ROUTES = "camel.main.routes-include-pattern";
    static final String KAMELETS = "camel.component.kamelet.location";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        String setting = environment.getProperty("gateway.config-dir", ".");
        if (setting.contains(",")) {
            throw new InvalidSettingException(
                    "GATEWAY_CONFIG_DIR",
                    "contains a comma, which Camel takes for the end of a path",
                    "Use a directory without a comma in its path.");
        }
        Path directory = Path.of(setting).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new InvalidSettingException(
                    "GATEWAY_CONFIG_DIR",
                    "is not a directory: " + directory,
                    "Create it, or leave the setting out to use the working directory.");
        }
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "configurationDirectory",
                                Map.of(
                                        ROUTES,
                                        RouteFiles.overriding(directory.resolve("routes"))
                                                .includePattern(),
                                        KAMELETS,
                                        "file:"
                                                + directory.resolve("kamelets")
                                                + ",classpath:kamelets")));
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
