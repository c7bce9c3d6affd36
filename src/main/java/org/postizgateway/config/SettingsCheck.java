package org.postizgateway.config;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads all settings once before anything is started, so that a wrong one ends the start at once.
 */
public class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, Class<?>> SETTINGS =
            Map.of(
                    "gateway", GatewaySettings.class,
                    "postiz", PostizSettings.class,
                    "ops", OpsSettings.class);

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        Binder binder = Binder.get(environment);
        SETTINGS.forEach(binder::bindOrCreate);
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }
}
