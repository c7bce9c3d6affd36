package org.postizgateway.config.setting;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code postiz.url} end without a slash for everything that reads it, Kamelets included, and
 * refuses a URL that cannot be right before anything is started.
 */
public class PostizUrl implements EnvironmentPostProcessor, Ordered {

    private static final String PROPERTY = "postiz.url";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        String value = environment.getProperty(PROPERTY);
        if (value == null) {
            return;
        }
        String checked = PostizSettings.checkedUrl(value);
        if (!checked.equals(value)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("postizUrl", Map.of(PROPERTY, checked)));
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
