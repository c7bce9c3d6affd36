package org.postizgateway.postiz.life.listed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.mapping.PostizDate;

/** Between two dates, both included; a last day without a time counts to its end. */
public record Period(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(92);

    /**
     * @param arguments may hold {@code from} and {@code to}
     * @param back how long before the end it begins when that is not said
     * @throws InvalidInputException when a date is none, or the period is empty or too long
     */
    public static Period of(Map<String, Object> arguments, Instant now, Duration back) {
        Instant to = PostizDate.end(arguments, "to").orElse(now);
        Instant from = PostizDate.argument(arguments, "from").orElse(to.minus(back));
        requireOrder(from, to);
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "From " + from + " to " + to + " is more than 92 days. Ask for a part of it.");
        }
        return new Period(from, to);
    }

    /**
     * A period of what is to come.
     *
     * @param arguments may hold {@code from} and {@code to}
     * @param ahead how long after its beginning it ends when that is not said
     * @throws InvalidInputException when a date is none, or the period is empty
     */
    public static Period ahead(Map<String, Object> arguments, Instant now, Duration ahead) {
        Instant from = PostizDate.argument(arguments, "from").orElse(now);
        Instant to = PostizDate.end(arguments, "to").orElse(from.plus(ahead));
        requireOrder(from, to);
        return new Period(from, to);
    }

    private static void requireOrder(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new InvalidInputException("to must not lie before from.");
        }
    }

    public boolean covers(Instant date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /** Sets the headers {@code startDate} and {@code endDate}. */
    public void list(Exchange exchange) {
        exchange.getMessage().setHeader("startDate", PostizDate.format(from));
        exchange.getMessage().setHeader("endDate", PostizDate.format(to));
    }
}
