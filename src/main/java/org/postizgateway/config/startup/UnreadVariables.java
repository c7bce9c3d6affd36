package org.postizgateway.config.startup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.postizgateway.generation.set.SetFile;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Warns of environment variables that are named like ours and that nothing reads, before the start
 * can fail for the want of the one that is meant.
 */
public class UnreadVariables implements EnvironmentPostProcessor, Ordered {

    /** What Kubernetes sets for every service beside a pod, named after the service. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    ".*_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)"
                            + "|.*_PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?");

    private final Log log;

    public UnreadVariables(DeferredLogFactory logs) {
        this.log = logs.getLog(UnreadVariables.class);
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        List<String> routes = FirstSet.of(environment).files().stream().map(SetFile::text).toList();
        KnownVariables known = KnownVariables.of(environment, routes);
        Map<String, Object> variables = new TreeMap<>(environment.getSystemEnvironment());
        variables.keySet().stream()
                .filter(known::misses)
                .filter(variable -> !SERVICE_LINK.matcher(variable).matches())
                .forEach(
                        variable ->
                                log.warn(
                                        "Nothing reads the environment variable "
                                                + variable
                                                + ". "
                                                + known.nearest(variable)
                                                        .map(name -> "Do you mean " + name + "?")
                                                        .orElse(
                                                                "Take it away, or see"
                                                                        + " docs/settings.md for the"
                                                                        + " name it should have.")));
    }

    /** After the values were checked, so that one that cannot be right is told first. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 3;
    }
}
