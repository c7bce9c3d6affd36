package org.postizgateway.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postizgateway.ledger.PageCursor;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a request of an operator. Each of these methods throws {@link OpsProblem} 400,
 * which names the parameter, for what it does not take.
 */
public final class QueryParameters {

    private final MultiValueMap<String, String> values;

    private QueryParameters(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /** Anything but these names is refused, since a misspelt filter would find too much. */
    public static QueryParameters of(
            MultiValueMap<String, String> values, Collection<String> names) {
        requireOnly(names, values.keySet());
        return new QueryParameters(values);
    }

    static void requireOnly(Collection<String> names, Collection<String> given) {
        for (String name : given) {
            if (!names.contains(name)) {
                throw bad(
                        "There is no parameter '%s' here. %s"
                                .formatted(
                                        name,
                                        names.isEmpty()
                                                ? "Leave it out"
                                                : "Use "
                                                        + String.join(", ", new TreeSet<>(names))));
            }
        }
    }

    /** A value that is given once at most. */
    public Optional<String> single(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw bad("'" + name + "' is given more than once");
        }
        if (all.stream().anyMatch(String::isBlank)) {
            throw bad("'" + name + "' is empty; leave it out to list all");
        }
        if (all.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            // PostgreSQL takes it in no text
            throw bad("'" + name + "' holds the character U+0000, which is in no text");
        }
        return all.stream().findFirst();
    }

    /** The {@code next} of the page before. */
    public Optional<PageCursor> page(String name) {
        return single(name)
                .map(
                        text ->
                                PageCursor.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        bad(
                                                                "'"
                                                                        + name
                                                                        + "' is not the 'next' of a"
                                                                        + " page")));
    }

    /** ISO 8601 with a zone. */
    public Optional<Instant> time(String name) {
        return single(name).map(value -> time(name, value));
    }

    private static Instant time(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw bad("'" + name + "' is not a time with a zone, such as 2026-12-15T10:00:00Z");
        }
    }

    /** A whole number, both bounds included. */
    public Optional<Integer> number(String name, int min, int max) {
        return single(name).map(value -> number(name, value, min, max));
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

    /** Upper or lower case. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return single(name).map(value -> oneOf(name, value, type));
    }

    /** Upper or lower case; the parameter may be given several times. */
    public <E extends Enum<E>> List<E> anyOf(String name, Class<E> type) {
        return values.getOrDefault(name, List.of()).stream()
                .map(value -> oneOf(name, value, type))
                .toList();
    }

    private static <E extends Enum<E>> E oneOf(String name, String value, Class<E> type) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> bad("'" + name + "' is none of " + names(constants)));
    }

    private static String names(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** What is wrong with a parameter, in a sentence without its full stop. */
    public static OpsProblem bad(String sentence) {
        return new OpsProblem(HttpStatus.BAD_REQUEST, sentence + ".");
    }
}
