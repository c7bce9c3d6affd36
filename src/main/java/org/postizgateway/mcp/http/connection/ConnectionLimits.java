package org.postizgateway.mcp.http.connection;

import java.time.Duration;

/**
 * Bounds of the connections to an HTTP server.
 *
 * @param inAll most connections at the same time
 * @param perAddress most of them from one address
 * @param head from the first byte of a request, or from the beginning of the connection, to the end
 *     of its head
 * @param keepAlive how long a connection may wait for its next request
 * @param stalled how long a caller may take no byte of what waits to be sent
 */
public record ConnectionLimits(
        int inAll, int perAddress, Duration head, Duration keepAlive, Duration stalled) {}
