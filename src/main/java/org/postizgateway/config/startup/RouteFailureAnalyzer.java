package org.postizgateway.config.startup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Turns what keeps Camel from starting, mostly a mistake in a route file, into Spring Boot's short
 * start-up report: which file, where in it, and why, in place of a stack trace.
 */
class RouteFailureAnalyzer implements FailureAnalyzer {

    private static final Pattern UNKNOWN_OPTIONS =
            Pattern.compile("(?<=Unknown parameters=)\\[\\{.*}]");

    private final RoutePlaces places;
    private final Map<Pattern, Function<String, List<String>>> named;

    RouteFailureAnalyzer(Environment environment) {
        this.places = new RoutePlaces(environment);
        this.named =
                Map.of(
                        Pattern.compile("Duplicate route ids detected: ([^\\s,]+)\\."),
                        places::ofRoute,
                        Pattern.compile("already offers the .* '(.+)'"),
                        places::ofFeature,
                        Pattern.compile("Cannot find RouteTemplate with id (\\S+)"),
                        places::ofTemplateRef);
    }

    @Override
    public FailureAnalysis analyze(Throwable thrown) {
        CamelFailure failure = CamelFailure.of(thrown);
        if (!failure.isOfCamel() || failure.first(InvalidSettingException.class).isPresent()) {
            return null;
        }
        String step = failure.step().map(at -> " Step: " + at + ".").orElse("");
        return new FailureAnalysis(
                withoutSecrets(subject(failure) + step + "\n" + reason(failure.reason())),
                "Correct the file. An empty file switches the copy in the jar off, and without the"
                        + " file the copy is used.",
                thrown);
    }

    /** What failed, and where it is written. */
    private String subject(CamelFailure failure) {
        Optional<String> route = failure.routeId();
        if (failure.kamelet().isPresent()) {
            String kamelet = failure.kamelet().get();
            List<String> calls =
                    route.map(id -> places.ofCallsTo(kamelet + "/" + id))
                            .filter(found -> !found.isEmpty())
                            .orElseGet(() -> places.ofCallsTo(kamelet));
            return "The Kamelet " + kamelet + in(", called in ", calls, ",") + " cannot be used.";
        }
        return route.map(
                        id ->
                                "The route "
                                        + id
                                        + in(" (", places.ofRoute(id), ")")
                                        + " cannot run.")
                .orElse("The routes or Kamelets cannot be loaded.");
    }

    /** Completed by the places of what it names. */
    private String reason(String reason) {
        return named.entrySet().stream()
                .map(
                        entry -> {
                            Matcher name = entry.getKey().matcher(reason);
                            return name.find()
                                    ? entry.getValue().apply(name.group(1))
                                    : List.<String>of();
                        })
                .filter(found -> !found.isEmpty())
                .findFirst()
                .map(found -> reason.replaceFirst("\\.$", "") + in(". See ", found, "."))
                .orElse(reason);
    }

    private static String in(String before, List<String> places, String after) {
        return places.isEmpty() ? "" : before + String.join(" and ", places) + after;
    }

    /** Camel repeats the values of options that it does not know, whatever they are. */
    private static String withoutSecrets(String text) {
        return UNKNOWN_OPTIONS
                .matcher(URISupport.sanitizeUri(text))
                .replaceAll(
                        options ->
                                Matcher.quoteReplacement(
                                        options.group().replaceAll("=[^,}\\[]+", "")));
    }
}
