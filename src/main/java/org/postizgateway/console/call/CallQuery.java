package org.postizgateway.console.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.TenantParameter;
import org.postizgateway.ledger.bulk.LetterCursor;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.history.CallFilter;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * The query of a list of calls: {@code tool}, {@code tenant}, {@code state}, {@code since} (ISO
 * 8601 with a zone), {@code text}, {@code limit} (1 to 200, default 50) and {@code after}, the
 * {@code next} of the page before. Anything else is refused.
 */
record CallQuery(CallFilter filter, Optional<LetterCursor> after) {

    private static final Set<String> NAMES =
            new TreeSet<>(Set.of("tool", "tenant", "state", "since", "text", "limit", "after"));
    private static final int LONGEST_TEXT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /**
     * @param mode of the calls to list; empty for all
     * @throws OpsProblem 400 that names the parameter
     */
    static CallQuery parse(MultiValueMap<String, String> parameters, Optional<Mode> mode) {
        for (String name : parameters.keySet()) {
            if (!NAMES.contains(name)) {
                throw bad("There is no filter '" + name + "'. Use " + String.join(", ", NAMES));
            }
        }
        CallFilter filter =
                new CallFilter(
                        mode,
                        single(parameters, "tool"),
                        single(parameters, "tenant").map(TenantParameter::whole),
                        single(parameters, "state").map(CallQuery::state),
                        single(parameters, "since").map(CallQuery::instant),
                        single(parameters, "text").map(CallQuery::text),
                        single(parameters, "limit").map(CallQuery::limit).orElse(DEFAULT_LIMIT));
        return new CallQuery(
                filter,
                single(parameters, "after")
                        .map(
                                text ->
                                        LetterCursor.parse(text)
                                                .orElseThrow(
                                                        () ->
                                                                bad(
                                                                        "'after' is not the 'next'"
                                                                                + " of a page"))));
    }

    private static Optional<String> single(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw bad("'" + name + "' is given more than once");
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw bad("'" + name + "' is empty; leave it out to list all");
        }
        return values.stream().findFirst();
    }

    private static CallState state(String value) {
        return Arrays.stream(CallState.values())
                .filter(state -> state.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                bad(
                                        "'state' is none of "
                                                + Arrays.stream(CallState.values())
                                                        .map(CallState::code)
                                                        .collect(Collectors.joining(", "))));
    }

    private static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw bad("'since' is not a time with a zone, such as 2026-12-15T10:00:00Z");
        }
    }

    private static String text(String value) {
        if (value.length() > LONGEST_TEXT) {
            throw bad("'text' is longer than " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    private static int limit(String value) {
        if (!value.matches("[1-9]\\d?|1\\d\\d|200")) {
            throw bad("'limit' is not a whole number from 1 to 200");
        }
        return Integer.parseInt(value);
    }

    private static OpsProblem bad(String sentence) {
        return new OpsProblem(HttpStatus.BAD_REQUEST, sentence + ".");
    }
}
