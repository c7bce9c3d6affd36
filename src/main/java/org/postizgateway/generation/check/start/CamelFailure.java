package org.postizgateway.generation.check.start;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.util.StringHelper;

/**
 * What Camel says about a start that failed, spread over an exception and its causes.
 *
 * @param chain the exception, its cause, and so on
 */
record CamelFailure(List<Throwable> chain) {

    private static final Pattern STEP =
            Pattern.compile("at: >>> (.{1,200}).*? <<< in route", Pattern.DOTALL);
    private static final Pattern DATA_FORMAT =
            Pattern.compile("Data format '([\\w-]+)' could not be created");
    private static final Pattern KAMELET =
            Pattern.compile(
                    "(?:Kamelet with id |route from template: |not found: .*/)([\\w-]+)"
                            + "(?:\\.kamelet\\.yaml|\\s|$)");

    static CamelFailure of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = failure;
                next != null && !chain.contains(next);
                next = next.getCause()) {
            chain.add(next);
        }
        return new CamelFailure(chain);
    }

    <T> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The Kamelet, or the template of routes, that a route calls. */
    Optional<String> kamelet() {
        return kamelets().findFirst();
    }

    private Stream<String> kamelets() {
        return chain.stream()
                .flatMap(thrown -> KAMELET.matcher(message(thrown)).results())
                .map(kamelet -> kamelet.group(1));
    }

    /** The route that cannot be made or started; that of a Kamelet has the id of the call. */
    Optional<String> routeId() {
        return Stream.of(
                        first(FailedToCreateRouteException.class)
                                .map(FailedToCreateRouteException::getRouteId),
                        first(FailedToCreateRouteFromTemplateException.class)
                                .map(FailedToCreateRouteFromTemplateException::getRouteId),
                        first(FailedToStartRouteException.class)
                                .map(FailedToStartRouteException::getRouteId))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The beginning of the step that the route cannot be made with. */
    Optional<String> step() {
        return first(FailedToCreateRouteException.class)
                .map(failure -> STEP.matcher(message(failure)))
                .filter(Matcher::find)
                .map(step -> step.group(1));
    }

    /** Why: what is said at the bottom, with the option or else the file that it is about. */
    String reason() {
        return reason(routeId().isPresent());
    }

    /**
     * @param known whether it is known where it is written, so that no file need be named
     */
    String reason(boolean known) {
        // the one that is called by the others, as the operation of a template
        Optional<String> innermost = kamelets().reduce((outer, inner) -> inner);
        if (innermost.isPresent() && chain.get(chain.size() - 1) instanceof FileNotFoundException) {
            return "There is no %s.kamelet.yaml in kamelets/ of GATEWAY_CONFIG_DIR, nor in the jar."
                    .formatted(innermost.get());
        }
        Optional<String> missing =
                first(NoSuchEndpointException.class).map(NoSuchEndpointException::getUri);
        if (missing.isPresent()) {
            return StartProblem.nothingSuch("component " + StringHelper.before(missing.get(), ":"));
        }
        Optional<String> unknown = chain.stream().flatMap(CamelFailure::notOnBoard).findFirst();
        if (unknown.isPresent()) {
            return StartProblem.nothingSuch(unknown.get());
        }
        List<String> messages =
                chain.stream().map(CamelFailure::message).filter(m -> !m.isBlank()).toList();
        if (messages.isEmpty()) {
            return "No reason is given.";
        }
        String cause = messages.get(messages.size() - 1);
        if (known) {
            return first(PropertyBindingException.class)
                    .map(option -> "Option " + option.getPropertyName() + ": " + cause)
                    .orElseGet(() -> explained(cause));
        }
        return messages.stream()
                .filter(message -> message.contains(".yaml"))
                .findFirst()
                .map(message -> message.contains(cause) ? message : message + "\n" + cause)
                .orElse(cause);
    }

    private static Stream<String> notOnBoard(Throwable thrown) {
        if (thrown instanceof ClassNotFoundException) {
            return Stream.of("class " + thrown.getMessage());
        }
        if (thrown instanceof NoTypeConversionAvailableException type
                && Class.class.equals(type.getToType())) {
            return Stream.of("class " + type.getValue());
        }
        if (thrown instanceof NoSuchLanguageException language) {
            return Stream.of("language " + language.getLanguage());
        }
        return DATA_FORMAT
                .matcher(message(thrown))
                .results()
                .map(name -> "data format " + name.group(1));
    }

    /** Behind what a component of ours says about it. */
    private String explained(String message) {
        String cause = message.lines().findFirst().orElse(message);
        return chain.stream()
                .filter(IllegalArgumentException.class::isInstance)
                .map(CamelFailure::message)
                .filter(said -> !said.isBlank())
                .map(said -> said.lines().findFirst().orElse(said))
                .findFirst()
                .map(said -> said.contains(cause) ? said : said + ": " + cause)
                .orElse(message);
    }

    /** Without the class names with which wrapping exceptions begin theirs. */
    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage() == null ? "" : thrown.getMessage())
                .replaceFirst("^([a-z]\\w*\\.)+[A-Z]\\w*: ", "")
                .replaceFirst("^Failed to (create|start) route(: \\S+)? because: ", "")
                .strip();
    }
}
