package org.postizgateway.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.outcome.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * The query of a listing: {@code tool}, {@code tenant}, {@code reason}, {@code state} (may be
 * repeated), {@code since} (ISO 8601 with a zone), {@code limit} (1 to 500, default 50) and {@code
 * offset}. Anything else is refused, since a misspelt filter would list too much.
 */
final class DeadLetterQuery {

    private static final Set<String> NAMES =
            new TreeSet<>(Set.of("tool", "tenant", "reason", "state", "since", "limit", "offset"));
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final MultiValueMap<String, String> parameters;

    private DeadLetterQuery(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * @throws OpsProblem 400 that names the parameter
     */
    static DeadLetterFilter parse(MultiValueMap<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!NAMES.contains(name)) {
                throw bad("There is no filter '" + name + "'. Use " + String.join(", ", NAMES));
            }
        }
        DeadLetterQuery query = new DeadLetterQuery(parameters);
        return new DeadLetterFilter(
                query.single("tool"),
                query.single("tenant"),
                query.single("reason").map(value -> oneOf("reason", value, Reason.class)),
                query.states(),
                query.single("since").map(DeadLetterQuery::instant),
                query.single("limit")
                        .map(value -> number("limit", value, 1, MAX_LIMIT))
                        .orElse(DEFAULT_LIMIT),
                query.single("offset")
                        .map(value -> number("offset", value, 0, Integer.MAX_VALUE))
                        .orElse(0));
    }

    private Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw bad("'" + name + "' is given more than once");
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw bad("'" + name + "' is empty; leave it out to list all");
        }
        return values.stream().findFirst();
    }

    private Set<DeadLetterState> states() {
        Set<DeadLetterState> states = EnumSet.noneOf(DeadLetterState.class);
        for (String value : parameters.getOrDefault("state", List.of())) {
            states.add(oneOf("state", value, DeadLetterState.class));
        }
        return states;
    }

    private static <E extends Enum<E>> E oneOf(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                bad(
                                        "'"
                                                + name
                                                + "' is none of "
                                                + Arrays.stream(type.getEnumConstants())
                                                        .map(c -> c.name().toLowerCase())
                                                        .collect(Collectors.joining(", "))));
    }

    private static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw bad("'since' is not a time with a zone, such as 2026-12-15T10:00:00Z");
        }
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad("'" + name + "' is not a whole number from " + min + " to " + max);
    }

    private static OpsProblem bad(String sentence) {
        return new OpsProblem(HttpStatus.BAD_REQUEST, sentence + ".");
    }
}
