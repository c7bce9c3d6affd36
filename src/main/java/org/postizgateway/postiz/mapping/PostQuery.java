package org.postizgateway.postiz.mapping;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;

/**
 * Which posts {@code postsListTool} is asked for.
 *
 * @param start UTC
 * @param end UTC
 * @param channel id; empty for all
 * @param state QUEUE, DRAFT, PUBLISHED or ERROR; empty for all
 * @param page from 1
 */
public record PostQuery(Instant start, Instant end, String channel, String state, int page) {

    /** Exchange property that keeps it while the posts are listed. */
    static final String PROPERTY = "PostizPostQuery";

    private static final String START = "startDate";
    private static final String END = "endDate";

    /**
     * @param arguments of the tool
     * @throws InvalidInputException when a date is none, or the end lies before the start
     */
    static PostQuery of(Map<String, Object> arguments) {
        Instant start = given(PostizDate.argument(arguments, START), START);
        Instant end = given(PostizDate.end(arguments, END), END);
        if (end.isBefore(start)) {
            throw new InvalidInputException("endDate must not lie before startDate.");
        }
        return new PostQuery(
                start,
                end,
                Arguments.text(arguments, "integrationId"),
                Arguments.text(arguments, "state"),
                Math.max(1, Arguments.number(arguments, "page", 1)));
    }

    static PostQuery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, PostQuery.class);
    }

    boolean covers(Instant date) {
        return !date.isBefore(start) && !date.isAfter(end);
    }

    private static Instant given(Optional<Instant> date, String name) {
        return date.orElseThrow(() -> new InvalidInputException(name + " is missing."));
    }
}
