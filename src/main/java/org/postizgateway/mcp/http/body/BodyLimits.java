package org.postizgateway.mcp.http.body;

import java.time.Duration;

/**
 * Bounds of request bodies.
 *
 * @param longest most bytes of one body
 * @param perCaller most bytes that the requests of one caller hold, from the beginning of the body
 *     to the end of the answer
 * @param inAll most bytes that all requests hold
 * @param time from the beginning of a body to its end
 */
public record BodyLimits(long longest, long perCaller, long inAll, Duration time) {}
