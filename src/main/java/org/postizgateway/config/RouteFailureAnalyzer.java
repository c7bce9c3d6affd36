package org.postizgateway.config;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Turns what keeps Camel from starting, mostly a mistake in a route file, into Spring Boot's short
 * start-up report: which file, where in it, and why, in place of a stack trace.
 */
class RouteFailureAnalyzer implements FailureAnalyzer {

    private static final String CAMEL = "org.apache.camel.";

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().noneMatch(RouteFailureAnalyzer::isOfCamel)
                || chain.stream().anyMatch(InvalidSettingException.class::isInstance)) {
            return null;
        }
        if (chain.get(chain.size() - 1) instanceof BindException taken) {
            return new FailureAnalysis(
                    "The front doors cannot be opened: " + taken.getMessage() + ".",
                    "Choose another GATEWAY_PORT or GATEWAY_ADDRESS, or end the process that"
                            + " listens there.",
                    failure);
        }
        return new FailureAnalysis(
                "The routes or Kamelets cannot be loaded.\n\n" + reason(chain),
                "Correct the file. An empty file switches the copy in the jar off, and without the"
                        + " file the copy is used.",
                failure);
    }

    /** The first message that names a file, and the cause at its bottom unless it says as much. */
    private static String reason(List<Throwable> chain) {
        List<String> messages =
                chain.stream()
                        .map(RouteFailureAnalyzer::message)
                        .filter(m -> !m.isBlank())
                        .toList();
        String cause =
                messages.isEmpty() ? "No reason is given." : messages.get(messages.size() - 1);
        Optional<String> place = messages.stream().filter(m -> m.contains(".yaml")).findFirst();
        return place.filter(message -> !message.equals(cause))
                .map(message -> message.contains(cause) ? message : message + "\n" + cause)
                .orElse(cause);
    }

    /** Without the class names with which wrapping exceptions begin theirs. */
    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage() == null ? "" : failure.getMessage())
                .replaceFirst("^([a-z]\\w*\\.)+[A-Z]\\w*: ", "")
                .strip();
    }

    private static boolean isOfCamel(Throwable failure) {
        return failure.getClass().getName().startsWith(CAMEL);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = failure;
                next != null && !chain.contains(next);
                next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
