package org.postizgateway.config.setting;

import java.time.Duration;
import org.postizgateway.mcp.http.HttpLimits;
import org.postizgateway.mcp.http.body.BodyLimits;
import org.postizgateway.mcp.http.connection.ConnectionLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the front doors' HTTP server.
 *
 * @param threads most requests that run at the same time, where there are no virtual threads
 * @param queue most requests that wait for a thread before callers are told to come back later
 * @param maxBodySize longest body of a request
 * @param bodies most bytes of bodies that all requests hold
 * @param callerBodies most of them that the requests of one caller hold
 * @param bodyTimeout from the beginning of a body to its end
 * @param connections most connections
 * @param connectionsPerAddress most connections from one address, where no proxy is trusted
 * @param headTimeout from the first byte of a request, or from the beginning of its connection, to
 *     the end of its head
 * @param keepAlive how long a connection may wait for its next request
 * @param stallTimeout how long a caller may take nothing of what waits to be sent
 * @param maxUploadSize longest file that is sent to an upload address
 * @param h2c whether HTTP/2 without TLS is spoken
 */
@ConfigurationProperties("gateway.http")
public record HttpSettings(
        @DefaultValue("200") int threads,
        @DefaultValue("1000") int queue,
        @DefaultValue("4MB") DataSize maxBodySize,
        @DefaultValue("16MB") DataSize bodies,
        @DefaultValue("4MB") DataSize callerBodies,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("4096") int connections,
        @DefaultValue("1024") int connectionsPerAddress,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("75s") Duration keepAlive,
        @DefaultValue("30s") Duration stallTimeout,
        @DefaultValue("50MB") DataSize maxUploadSize,
        @DefaultValue("false") boolean h2c) {

    private static final Duration UPLOAD_TIME = Duration.ofMinutes(5);
    private static final int UPLOADS_OF_ONE_CALLER = 2;
    private static final int UPLOADS_IN_ALL = 10;

    /**
     * @param behindProxy whether all connections may come from one address, that of a proxy
     */
    public HttpLimits limits(boolean behindProxy) {
        long longest = maxBodySize.toBytes();
        return new HttpLimits(
                h2c,
                new ConnectionLimits(
                        connections,
                        behindProxy ? connections : connectionsPerAddress,
                        headTimeout,
                        keepAlive,
                        stallTimeout),
                new BodyLimits(
                        longest,
                        Math.max(longest, callerBodies.toBytes()),
                        Math.max(longest, bodies.toBytes()),
                        bodyTimeout),
                files());
    }

    private BodyLimits files() {
        long longest = maxUploadSize.toBytes();
        return new BodyLimits(
                longest, UPLOADS_OF_ONE_CALLER * longest, UPLOADS_IN_ALL * longest, UPLOAD_TIME);
    }
}
