package org.postizgateway.generation.check.start;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.util.URISupport;
import org.postizgateway.generation.check.start.Places.Place;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * Turns what Camel fails of, mostly a mistake in a route file, into a problem: which file, where in
 * it, and why, in place of a stack trace.
 */
public final class StartProblem {

    private static final Pattern UNKNOWN_OPTIONS =
            Pattern.compile("(?<=Unknown parameters=)\\[\\{.*}]");
    private static final Pattern MODEL =
            Pattern.compile("org\\.apache\\.camel\\.model\\.(?:\\w+\\.)*(\\w+)@\\w+");
    private static final Pattern CLASS = Pattern.compile("There is no class (\\S+) on board");
    private static final Pattern LINE = Pattern.compile("(?:, line |:)(\\d+)");

    private final ConfigurationSet set;
    private final Places places;
    private final Map<Pattern, Function<String, List<Place>>> named;

    public StartProblem(ConfigurationSet set) {
        this.set = set;
        this.places = new Places(set);
        this.named =
                Map.of(
                        CLASS,
                        places::ofClass,
                        Pattern.compile("Duplicate route ids detected: ([^\\s,]+)\\."),
                        places::ofRoute,
                        Pattern.compile("already offers the .* '(.+)'"),
                        places::ofFeature,
                        Pattern.compile("Cannot find RouteTemplate with id (\\S+)"),
                        places::ofTemplateRef);
    }

    /** Why something cannot be made, without a place. */
    public static String reason(Throwable thrown) {
        return withoutSecrets(CamelFailure.of(thrown).reason());
    }

    /**
     * What to do where something is named that is not on board.
     *
     * @param what its kind and its name, as {@code component kafka}
     */
    public static String nothingSuch(String what) {
        return ("There is no %s on board. Correct its name, or lay its jars into lib/ of"
                        + " GATEWAY_CONFIG_DIR and start anew.")
                .formatted(what);
    }

    /** What a context failed of. */
    public Problem of(Throwable thrown) {
        CamelFailure failure = CamelFailure.of(thrown);
        String step = failure.step().map(at -> " Step: " + withoutModel(at) + ".").orElse("");
        String reason = failure.reason();
        List<Place> about = isOfClass(reason) ? toldOf(reason) : about(failure);
        List<Place> told = about.isEmpty() ? toldOf(reason) : about;
        String message =
                withoutSecrets(subject(failure) + step + " " + reason + see(about, toldOf(reason)));
        return told.isEmpty()
                ? inFile(message)
                : Problem.at(told.get(0).file(), told.get(0).line(), message);
    }

    /** Whether a class is missing that is named in a file: there it is told. */
    public boolean isOfClass(Throwable thrown) {
        return isOfClass(CamelFailure.of(thrown).reason());
    }

    private boolean isOfClass(String reason) {
        return CLASS.matcher(reason).find() && !toldOf(reason).isEmpty();
    }

    /** The beginning of the step that a route cannot be made with, if Camel says which. */
    public static Optional<String> step(Throwable thrown) {
        return CamelFailure.of(thrown).step();
    }

    /**
     * Why a step of a route cannot be made.
     *
     * @param step as it is written
     */
    public String ofStep(String routeId, String step, Throwable thrown) {
        CamelFailure failure = CamelFailure.of(thrown);
        String subject =
                failure.kamelet().isPresent()
                        ? subject(failure)
                        : "The route " + routeId + " cannot run.";
        return withoutSecrets(
                "%s Step: %s. %s"
                        .formatted(subject, failure.step().orElse(step), failure.reason(true)));
    }

    /** Camel names the file, and often the line, of what it cannot read. */
    private Problem inFile(String message) {
        for (SetFile file : set.files()) {
            int at = message.indexOf(file.path());
            if (at >= 0) {
                Matcher line = LINE.matcher(message).region(at, message.length());
                int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
                return Problem.at(file, number, message);
            }
        }
        return Problem.of(message);
    }

    private List<Place> about(CamelFailure failure) {
        Optional<String> route = failure.routeId();
        if (failure.kamelet().isPresent()) {
            String kamelet = failure.kamelet().get();
            List<Place> calls =
                    route.map(id -> places.ofCallsTo(kamelet + "/" + id)).orElse(List.of());
            return calls.isEmpty() ? places.ofCallsTo(kamelet) : calls;
        }
        return route.map(places::ofRoute).orElse(List.of());
    }

    private static String subject(CamelFailure failure) {
        return failure.kamelet()
                .map(kamelet -> "The Kamelet " + kamelet + " cannot be used.")
                .or(() -> failure.routeId().map(id -> "The route " + id + " cannot run."))
                .orElse("The routes or Kamelets cannot be loaded.");
    }

    /** Where is written what a reason names. */
    private List<Place> toldOf(String reason) {
        return named.entrySet().stream()
                .map(
                        entry -> {
                            Matcher name = entry.getKey().matcher(reason);
                            return name.find()
                                    ? entry.getValue().apply(name.group(1))
                                    : List.<Place>of();
                        })
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static String see(List<Place> about, List<Place> told) {
        List<Place> more = told.stream().filter(place -> !about.contains(place)).toList();
        return more.isEmpty()
                ? ""
                : " See "
                        + more.stream().map(Place::toString).collect(Collectors.joining(" and "))
                        + ".";
    }

    /** Some steps are shown by the objects that Camel has of them. */
    private static String withoutModel(String step) {
        return MODEL.matcher(step).replaceAll("$1");
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
