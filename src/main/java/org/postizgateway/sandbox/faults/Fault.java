package org.postizgateway.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** What can go wrong between Postiz and its caller. */
public enum Fault {
    /** The connection is torn down with a TCP reset instead of an answer. */
    RESET,
    /** The connection is closed in good order, without an answer. */
    CLOSE,
    /** Status, headers and half of the real body, then the connection is closed. */
    CUT,
    /** The connection stays open and silent until the caller gives up. */
    SILENCE,
    /**
     * The request waits inside Postiz for {@link FaultRule#pause()}; then it is processed and
     * answered, although its caller may have left. With {@link FaultRule#afterProcessing()} only
     * the answer waits.
     */
    HANG,
    /**
     * The process ends in the middle of a create, when it has stored {@link FaultRule#posts()} of
     * its posts: the connection is reset.
     */
    DIE,
    /** The real answer, one byte at a time, {@link FaultRule#pause()} between two. */
    TRICKLE,
    /**
     * A status line and a header without end, one byte at a time, {@link FaultRule#pause()} between
     * two.
     */
    TRICKLE_HEAD,
    /** 429 as the rate limiter words it. */
    TOO_MANY_REQUESTS,
    /** 500 as Postiz words it. */
    INTERNAL_ERROR,
    /** 502 with a proxy's HTML page. */
    BAD_GATEWAY,
    /** 503 with a proxy's HTML page. */
    UNAVAILABLE,
    /** 504 with a proxy's HTML page. */
    GATEWAY_TIMEOUT,
    /** 200 with the frontend's HTML: the base URL lacks {@code /api}. */
    HTML_PAGE,
    /** 307 to the frontend's login page: the base URL lacks {@code /api}. */
    LOGIN_REDIRECT,
    /** 200 whose body claims to be JSON and is not. */
    MALFORMED_JSON,
    /** 200 with {@value FaultAnswers#HUGE_BODY_BYTES} bytes of valid JSON. */
    HUGE_BODY,
    /** 401 without a body: the credential look-up failed, the key may be right. */
    EMPTY_UNAUTHORIZED;

    /** Reads {@code bad-gateway} as well as {@code BAD_GATEWAY}. */
    @JsonCreator
    public static Fault of(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(constant))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no fault is called "
                                                + name
                                                + ", only "
                                                + Arrays.toString(values())));
    }
}
