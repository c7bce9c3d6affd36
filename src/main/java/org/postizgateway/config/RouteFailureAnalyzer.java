package org.postizgateway.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Turns what keeps Camel from starting, mostly a mistake in a route file, into Spring Boot's short
 * start-up report: which file, where in it, and why, in place of a stack trace.
 */
class RouteFailureAnalyzer implements FailureAnalyzer {

    private static final Pattern SAME_ID =
            Pattern.compile("Duplicate route ids detected: (\\S+)\\.");
    private static final Pattern SAME_FEATURE = Pattern.compile("already offers the .* '(.+)'");
    private static final Pattern UNKNOWN_OPTIONS =
            Pattern.compile("(?<=Unknown parameters=)\\[\\{.*}]");

    private final RoutePlaces places;

    RouteFailureAnalyzer(Environment environment) {
        this.places = new RoutePlaces(environment);
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

    /** Completed by the places that it is about. */
    private String reason(String reason) {
        Matcher sameId = SAME_ID.matcher(reason);
        if (sameId.find()) {
            return reason + in(" They are in ", places.ofRoute(sameId.group(1)), ".");
        }
        Matcher sameFeature = SAME_FEATURE.matcher(reason);
        if (sameFeature.find()) {
            return reason + in(". They are in ", places.ofFeature(sameFeature.group(1)), ".");
        }
        return reason;
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
