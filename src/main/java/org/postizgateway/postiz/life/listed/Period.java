package org.postizgateway.postiz.life.listed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.mapping.PostizDate;

/** Between two dates, both included. */
public record Period(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(92);

    /**
     * @param arguments may hold {@code from} and {@code to}
     * @param back how long before the end it begins when that is not said
     * @throws InvalidInputException when a date is none, or the period is empty or too long
     */
    public static Period of(Map<String, Object> arguments, Instant now, Duration back) {
        Instant to = PostizDate.argument(arguments, "to").orElse(now);
        Instant from = PostizDate.argument(arguments, "from").orElse(to.minus(back));
        if (to.isBefore(from)) {
            throw new InvalidInputException("to must not lie before from.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "From " + from + " to " + to + " is more than 92 days. Ask for a part of it.");
        }
        return new Period(from, to);
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
