package org.postizgateway.mcp.http;

import java.time.Duration;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.http.connection.ConnectionLimits;

/**
 * Bounds of an HTTP server.
 *
 * @param http2 whether HTTP/2 without TLS is spoken; its connections have no deadline for a head
 * @param connections bounds of connections
 * @param bodies bounds of request bodies in memory
 * @param files bounds of request bodies that are put into files
 */
public record HttpLimits(
        boolean http2, ConnectionLimits connections, BodyLimits bodies, BodyLimits files) {

    /** Without doors that put bodies into files. */
    public HttpLimits(boolean http2, ConnectionLimits connections, BodyLimits bodies) {
        this(http2, connections, bodies, new BodyLimits(0, 0, 0, bodies.time()));
    }

    /** Longest body of any kind. */
    long longestBody() {
        return Math.max(bodies.longest(), files.longest());
    }

    /** Bounds for a small heap. */
    public static HttpLimits standard() {
        return new HttpLimits(
                false,
                new ConnectionLimits(
                        4096,
                        1024,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(75),
                        Duration.ofSeconds(30)),
                new BodyLimits(4 << 20, 4 << 20, 16 << 20, Duration.ofSeconds(30)));
    }
}
