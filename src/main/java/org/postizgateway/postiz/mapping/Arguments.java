package org.postizgateway.postiz.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.postizgateway.postiz.InvalidInputException;

/** Reads arguments of tools, whose schemas have said what they may be. */
public final class Arguments {

    private Arguments() {}

    /** A text without space around it; empty when it is not given. */
    public static String text(Map<String, Object> arguments, String name) {
        return Objects.toString(arguments.get(name), "").strip();
    }

    /**
     * @param standard when it is not given, or is no number
     */
    public static int number(Map<String, Object> arguments, String name, int standard) {
        return arguments.get(name) instanceof Number number ? number.intValue() : standard;
    }

    /**
     * The value of an argument {@code timeZone}.
     *
     * @param name of an IANA time zone, maybe with space around it
     * @throws InvalidInputException when there is none of that name
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "timeZone must be the name of a time zone, such as Europe/Berlin or UTC.");
        }
    }
}
