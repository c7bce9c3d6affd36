package org.postizgateway.postiz.mapping;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.ValueRange;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postizgateway.postiz.InvalidInputException;

/**
 * Reads and writes the dates of Postiz (contract, section 6.6): ISO 8601, in UTC where no zone is
 * given, at midnight where no time is given.
 */
public final class PostizDate {

    private static final DateTimeFormatter LENIENT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffset("+HH:MM", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendOffset("+HHmm", "Z")
                    .optionalEnd()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withChronology(IsoChronology.INSTANCE)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Of four digits; ISO 8601 has longer ones by agreement only. */
    private static final ValueRange YEARS = ValueRange.of(0, 9999);

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Duration REST_OF_DAY = Duration.ofDays(1).minusMillis(1);

    private static final String ASSUMED =
            "The date names no %s was taken. Say which is meant with an offset, as 2030-01-31T10:00:00+02:00.";

    private PostizDate() {}

    /** The instant that a text stands for, if it is an ISO 8601 date. */
    public static Optional<Instant> parse(String text) {
        return parse(text, ZoneOffset.UTC);
    }

    private static Optional<Instant> parse(String text, ZoneId zone) {
        return read(text).map(date -> instant(zone, date));
    }

    private static Optional<TemporalAccessor> read(String text) {
        try {
            return Optional.of(
                            LENIENT.parseBest(
                                    text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T"),
                                    OffsetDateTime::from,
                                    LocalDateTime::from,
                                    LocalDate::from))
                    .filter(date -> YEARS.isValidIntValue(date.get(ChronoField.YEAR)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * What {@link #parse} has added to a text that leaves time or zone open, as a sentence for who
     * wrote it; empty where it leaves nothing open, or is no date.
     */
    public static Optional<String> assumed(Object text) {
        return read(Objects.toString(text, ""))
                .filter(date -> !(date instanceof OffsetDateTime))
                .map(
                        date ->
                                date instanceof LocalDate
                                        ? "time, so midnight in UTC"
                                        : "time zone, so UTC")
                .map(ASSUMED::formatted);
    }

    /**
     * An argument of a tool that is a date, if it is there.
     *
     * @throws InvalidInputException when it is none
     */
    public static Optional<Instant> argument(Map<String, Object> arguments, String name) {
        return argument(arguments, name, ZoneOffset.UTC);
    }

    /**
     * The same of a tool whose caller names a time zone.
     *
     * @param zone of a date that names none
     * @throws InvalidInputException when it is none
     */
    public static Optional<Instant> argument(
            Map<String, Object> arguments, String name, ZoneId zone) {
        String text = Objects.toString(arguments.get(name), "");
        Optional<Instant> date = parse(text, zone);
        if (!text.isBlank() && date.isEmpty()) {
            throw new InvalidInputException(
                    name
                            + " must be an ISO 8601 date, such as 2030-01-31T10:00:00Z or"
                            + " 2030-01-31.");
        }
        return date;
    }

    /**
     * An argument of a tool that is the end of a period, if it is there: a day without a time
     * counts to its end, where Postiz would stop at its first instant.
     *
     * @throws InvalidInputException when it is no date
     */
    public static Optional<Instant> end(Map<String, Object> arguments, String name) {
        boolean day = DAY.matcher(Objects.toString(arguments.get(name), "").strip()).matches();
        return argument(arguments, name).map(end -> day ? end.plus(REST_OF_DAY) : end);
    }

    /** Milliseconds and {@code Z}: the form that Postiz itself writes. */
    public static String format(Instant instant) {
        return WIRE.format(instant);
    }

    private static Instant instant(ZoneId zone, TemporalAccessor date) {
        if (date instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (date instanceof LocalDateTime dateTime) {
            return dateTime.atZone(zone).toInstant();
        }
        return ((LocalDate) date).atStartOfDay(zone).toInstant();
    }
}
