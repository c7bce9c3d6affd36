package org.postizgateway.mcp.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import org.postizgateway.mcp.limit.LimitListener;

/**
 * Puts each new connection of a Vert.x server under guard. Vert.x itself has no deadline for a
 * head, no bound on connections and no way to read less from a caller who does not read.
 */
public final class GuardedConnections implements Handler<HttpConnection> {

    private static final String DECODER = "httpDecoder";
    private static final String HANDLER = "handler";

    private final HttpServerOptions options;
    private final ConnectionLimits limits;
    private final Connections connections;
    private final LimitListener listener;

    /**
     * @param options of the server that makes the connections
     */
    public GuardedConnections(
            HttpServerOptions options, ConnectionLimits limits, LimitListener listener) {
        this.options = options;
        this.limits = limits;
        this.connections = new Connections(limits.inAll(), limits.perAddress());
        this.listener = listener;
    }

    @Override
    public void handle(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (connection instanceof Http1xServerConnection) {
            guard(channel.pipeline());
        } else {
            count(connection, channel);
        }
    }

    private void guard(ChannelPipeline pipeline) {
        ConnectionGuard guard = new ConnectionGuard(limits, connections, listener);
        if (!options.isHttp2ClearTextEnabled()) {
            // Where HTTP/2 may come, the first head is being decoded by the time we know that it
            // did not.
            pipeline.replace(
                    DECODER, DECODER, new StrictRequestDecoder(options, guard::headBegins));
        }
        long stalled = limits.stalled().toMillis();
        pipeline.addBefore(
                HANDLER,
                "stalled",
                new IdleStateHandler(true, 0, stalled, 0, TimeUnit.MILLISECONDS));
        pipeline.addBefore(HANDLER, "guard", guard);
    }

    private void count(HttpConnection connection, Channel channel) {
        String address = Peers.name(channel.remoteAddress());
        if (connections.admit(address, channel)) {
            channel.closeFuture().addListener(closed -> connections.closed(address, channel));
        } else {
            listener.exceeded("connections");
            connection.close();
        }
    }

    /** The connections that are open. */
    public Connections connections() {
        return connections;
    }
}
