package org.postizgateway.postiz.mapping;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Message;
import org.postizgateway.postiz.InvalidInputException;

/**
 * The period that {@code postsListTool} looks at. A last day without a time counts to its end,
 * where Postiz would stop at its first instant.
 */
public final class PostPeriod {

    private static final String START = "startDate";
    private static final String END = "endDate";
    private static final Duration REST_OF_DAY = Duration.ofDays(1).minusMillis(1);

    /**
     * Rewrites the headers {@code startDate} and {@code endDate} in UTC.
     *
     * @throws InvalidInputException when one is no date, or the end lies before the start
     */
    public void normalize(Message message) {
        Instant start = date(message, START);
        Instant end = date(message, END);
        if (text(message, END).matches("\\d{4}-\\d{2}-\\d{2}")) {
            end = end.plus(REST_OF_DAY);
        }
        if (end.isBefore(start)) {
            throw new InvalidInputException("endDate must not lie before startDate.");
        }
        message.setHeader(START, PostizDate.format(start));
        message.setHeader(END, PostizDate.format(end));
    }

    private static Instant date(Message message, String name) {
        return PostizDate.parse(text(message, name))
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        name
                                                + " must be an ISO 8601 date, such as"
                                                + " 2026-12-15T10:00:00Z or 2026-12-15."));
    }

    private static String text(Message message, String name) {
        return message.getHeader(name, "", String.class).strip();
    }
}
