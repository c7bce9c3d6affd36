package org.postizgateway.console.letter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.TenantParameter;
import org.postizgateway.ledger.bulk.LetterCursor;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.outcome.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * The query of a listing: {@code tool}, {@code tenant}, {@code reason}, {@code state} (may be
 * repeated), {@code since} (ISO 8601 with a zone), {@code limit} (1 to 500, default 50), {@code
 * offset}, and {@code after}, the {@code next} of the page before. Anything else is refused, since
 * a misspelt filter would list too much.
 */
final class DeadLetterQuery {

    private static final Set<String> FILTERS =
            new TreeSet<>(Set.of("tool", "tenant", "reason", "state", "since"));
    private static final Set<String> OF_PAGES = Set.of("limit", "offset", "after");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;
    private static final int LONGEST_NOTE = 1000;

    private final MultiValueMap<String, String> parameters;
    private DeadLetterFilter filter;
    private Optional<LetterCursor> after = Optional.empty();

    private DeadLetterQuery(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * @throws OpsProblem 400 that names the parameter
     */
    static DeadLetterQuery parse(MultiValueMap<String, String> parameters) {
        Set<String> names = new TreeSet<>(FILTERS);
        names.addAll(OF_PAGES);
        requireOneOf(names, parameters);
        return of(parameters);
    }

    /**
     * The same of what is meant for all that match, and not for a page of them: it has no {@code
     * limit}, {@code offset} and {@code after}.
     *
     * @throws OpsProblem 400 that names the parameter
     */
    static DeadLetterFilter ofAll(MultiValueMap<String, String> parameters) {
        requireOneOf(FILTERS, parameters);
        return of(parameters).filter();
    }

    private static void requireOneOf(Set<String> names, MultiValueMap<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw bad("There is no filter '" + name + "'. Use " + String.join(", ", names));
            }
        }
    }

    private static DeadLetterQuery of(MultiValueMap<String, String> parameters) {
        DeadLetterQuery query = new DeadLetterQuery(parameters);
        query.filter = query.read();
        query.after = query.single("after").map(DeadLetterQuery::cursor);
        return query;
    }

    /** What is asked for. */
    DeadLetterFilter filter() {
        return filter;
    }

    /** Where the page before ended. */
    Optional<LetterCursor> after() {
        return after;
    }

    private DeadLetterFilter read() {
        return new DeadLetterFilter(
                single("tool"),
                single("tenant").map(TenantParameter::whole),
                single("reason").map(value -> oneOf("reason", value, Reason.class)),
                states(),
                single("since").map(DeadLetterQuery::instant),
                single("limit")
                        .map(value -> number("limit", value, 1, MAX_LIMIT))
                        .orElse(DEFAULT_LIMIT),
                single("offset").map(value -> number("offset", value, 0, MAX_OFFSET)).orElse(0));
    }

    /**
     * Why something is discarded, in an operator's words.
     *
     * @throws OpsProblem 400 when it is too long to be kept
     */
    static String note(String text) {
        String note = text.strip();
        if (note.length() > LONGEST_NOTE) {
            throw bad("'note' is longer than " + LONGEST_NOTE + " characters");
        }
        return note;
    }

    private static LetterCursor cursor(String text) {
        return LetterCursor.parse(text)
                .orElseThrow(() -> bad("'after' is not the 'next' of a page"));
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
                                                        .map(c -> c.name().toLowerCase(Locale.ROOT))
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
