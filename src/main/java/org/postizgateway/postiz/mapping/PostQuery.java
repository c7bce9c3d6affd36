package org.postizgateway.postiz.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;

/**
 * Which posts {@code postsListTool} is asked for.
 *
 * @param start UTC
 * @param end UTC; a last day without a time counts to its end, where Postiz would stop at its first
 *     instant
 * @param channel id; empty for all
 * @param state QUEUE, DRAFT, PUBLISHED or ERROR; empty for all
 * @param page from 1
 */
public record PostQuery(Instant start, Instant end, String channel, String state, int page) {

    /** Exchange property that keeps it while the posts are listed. */
    static final String PROPERTY = "PostizPostQuery";

    private static final String START = "startDate";
    private static final String END = "endDate";
    private static final Duration REST_OF_DAY = Duration.ofDays(1).minusMillis(1);

    /**
     * @param arguments of the tool
     * @throws InvalidInputException when a date is none, or the end lies before the start
     */
    static PostQuery of(Map<String, Object> arguments) {
        Instant start = date(arguments, START);
        Instant end = date(arguments, END);
        if (text(arguments, END).matches("\\d{4}-\\d{2}-\\d{2}")) {
            end = end.plus(REST_OF_DAY);
        }
        if (end.isBefore(start)) {
            throw new InvalidInputException("endDate must not lie before startDate.");
        }
        return new PostQuery(
                start,
                end,
                text(arguments, "integrationId"),
                text(arguments, "state"),
                arguments.get("page") instanceof Number page ? Math.max(1, page.intValue()) : 1);
    }

    static PostQuery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, PostQuery.class);
    }

    boolean covers(Instant date) {
        return !date.isBefore(start) && !date.isAfter(end);
    }

    private static Instant date(Map<String, Object> arguments, String name) {
        return PostizDate.argument(arguments, name)
                .orElseThrow(() -> new InvalidInputException(name + " is missing."));
    }

    private static String text(Map<String, Object> arguments, String name) {
        return Objects.toString(arguments.get(name), "").strip();
    }
}
