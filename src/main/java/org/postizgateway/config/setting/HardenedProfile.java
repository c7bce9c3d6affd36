package org.postizgateway.config.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * {@code GATEWAY_PROFILE=hardened} sets everything that is open for the sake of a good start as an
 * operator in a hostile network would set it. A setting that says otherwise ends the start: which
 * of the two is meant cannot be guessed.
 */
public class HardenedProfile implements EnvironmentPostProcessor, Ordered {

    private static final String PROPERTY = "gateway.profile";
    private static final String HARDENED = "hardened";

    /** As Spring Boot names what it has read of the jar, that of the sandbox included. */
    private static final String OF_THE_JAR = "Config resource 'class path resource [application";

    /** As Spring Boot names its view of all other sources. */
    private static final String OF_ALL = "configurationProperties";

    private static final Map<String, String> VALUES =
            Map.of(
                    "gateway.key-in-url", "false",
                    "gateway.allow-loopback-origins", "false",
                    "gateway.doors-without-authentication", "",
                    "gateway.http.h2c", "false",
                    "ops.open-metrics", "false",
                    "postiz.upload.allowed-hosts", "");

    /** Of these a list may be set, which is shorter than {@code *}. */
    private static final List<String> LISTS = List.of("gateway.components");

    /**
     * @throws InvalidSettingException when there is no such profile, or a setting contradicts it
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        String profile = environment.getProperty(PROPERTY, "").strip();
        if (profile.isEmpty()) {
            return;
        }
        if (!profile.equals(HARDENED)) {
            throw new InvalidSettingException(
                    SettingsCheck.variable(PROPERTY),
                    "is \"" + profile + "\"",
                    "Set it to " + HARDENED + ", or leave it out.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        VALUES.forEach(
                (property, value) -> {
                    set(environment, property)
                            .filter(other -> !other.equalsIgnoreCase(value))
                            .ifPresent(other -> refuse(property, other));
                    values.put(property, value);
                });
        for (String property : LISTS) {
            String list = set(environment, property).orElse("");
            if (List.of(list.split("\\s*,\\s*")).contains("*")) {
                refuse(property, list);
            }
            values.put(property, list);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("hardened", values));
    }

    /** What somebody has set, and not what the jar has. */
    private static Optional<String> set(ConfigurableEnvironment environment, String property) {
        String variable = SettingsCheck.variable(property);
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().startsWith(OF_THE_JAR))
                .filter(source -> !source.getName().equals(OF_ALL))
                .map(source -> value(source, property, variable))
                .filter(Objects::nonNull)
                .map(value -> environment.resolvePlaceholders(value.toString()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Object value(PropertySource<?> source, String property, String variable) {
        Object value = source.getProperty(property);
        return value != null ? value : source.getProperty(variable);
    }

    private static void refuse(String property, String value) {
        throw new InvalidSettingException(
                SettingsCheck.variable(property),
                "is \"%s\" beside %s=%s"
                        .formatted(value, SettingsCheck.variable(PROPERTY), HARDENED),
                "Leave one of them out.");
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
