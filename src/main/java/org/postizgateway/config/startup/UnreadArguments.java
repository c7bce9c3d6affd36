package org.postizgateway.config.startup;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.postizgateway.config.camel.KnownProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Warns of properties on the command line that are named like ours and that nothing reads, and of
 * profiles that change nothing.
 */
public class UnreadArguments implements EnvironmentPostProcessor, Ordered {

    private static final String ON_PROFILE = "spring.config.activate.on-profile";

    private final Log log;

    public UnreadArguments(DeferredLogFactory logs) {
        this.log = logs.getLog(UnreadArguments.class);
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        EnumerablePropertySource<?> arguments =
                (EnumerablePropertySource<?>)
                        environment
                                .getPropertySources()
                                .get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
        if (arguments != null) {
            KnownProperties known = KnownProperties.of(FirstSet.of(environment), environment);
            Arrays.stream(arguments.getPropertyNames())
                    .map(known::warning)
                    .flatMap(Optional::stream)
                    .forEach(log::warn);
        }
        Arrays.stream(environment.getActiveProfiles())
                .filter(profile -> isWithoutFile(environment, profile))
                .forEach(
                        profile ->
                                log.warn(
                                        "There is no application-%s.yaml for the profile %s, so it changes nothing."
                                                .formatted(profile, profile)));
    }

    /** Neither a file of its own nor a document of another file, as Spring Boot names them. */
    private static boolean isWithoutFile(ConfigurableEnvironment environment, String profile) {
        return environment.getPropertySources().stream()
                .noneMatch(
                        source ->
                                source.getName().contains("application-" + profile + ".")
                                        || source.getProperty(ON_PROFILE) instanceof String on
                                                && on.contains(profile));
    }

    /** After the values were checked, so that one that cannot be right is told first. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 3;
    }
}
