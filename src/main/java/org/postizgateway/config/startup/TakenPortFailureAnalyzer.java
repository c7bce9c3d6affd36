package org.postizgateway.config.startup;

import java.net.BindException;
import java.util.List;
import org.postizgateway.config.setting.SettingsCheck;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names the setting of a port that cannot be listened on. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TakenPortFailureAnalyzer implements FailureAnalyzer {

    private static final List<String> SERVERS = List.of("server", "sandbox", "gateway");

    private final Environment environment;

    TakenPortFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        String server = "gateway";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return report(failure, server(taken.getPort()), "is in use");
            }
            if (cause instanceof WebServerException) {
                server = "server";
            }
            if (cause instanceof BindException refused) {
                return report(failure, server, "cannot be listened on: " + refused.getMessage());
            }
        }
        return null;
    }

    private String server(int port) {
        return SERVERS.stream()
                .filter(
                        prefix ->
                                String.valueOf(port)
                                        .equals(environment.getProperty(prefix + ".port")))
                .findFirst()
                .orElse("server");
    }

    private FailureAnalysis report(Throwable failure, String prefix, String problem) {
        String port = SettingsCheck.variable(prefix + ".port");
        String address = SettingsCheck.variable(prefix + ".address");
        return new FailureAnalysis(
                "%s %s at %s %s %s."
                        .formatted(
                                port,
                                environment.getProperty(prefix + ".port"),
                                address,
                                environment.getProperty(prefix + ".address"),
                                problem),
                "Stop the process that listens there, or choose another "
                        + port
                        + " or "
                        + address
                        + ".",
                failure);
    }
}
