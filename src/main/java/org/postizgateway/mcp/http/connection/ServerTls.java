package org.postizgateway.mcp.http.connection;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a Vert.x server, whose certificates may change while it is open: connections that are open
 * go on with the former ones, new ones get the new ones.
 */
public final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final ClientAuth clientAuth;
    private SSLOptions certificates;
    private HttpServer server;

    /**
     * @param certificates of the server, and those that callers' certificates are held against
     * @param clientAuth whether callers show a certificate
     */
    public ServerTls(SSLOptions certificates, ClientAuth clientAuth) {
        this.certificates = certificates;
        this.clientAuth = clientAuth;
    }

    /**
     * Lets a server that is not open yet have TLS only, over which HTTP/1.1 is spoken.
     *
     * @param longestHandshake after which a connection that has not begun to speak HTTP is closed
     */
    public synchronized void secure(HttpServerOptions options, Duration longestHandshake) {
        options.setSsl(true)
                .setHttp2ClearTextEnabled(false)
                .setClientAuth(clientAuth)
                .setKeyCertOptions(certificates.getKeyCertOptions())
                .setTrustOptions(certificates.getTrustOptions())
                .setEnabledSecureTransportProtocols(
                        certificates.getEnabledSecureTransportProtocols())
                .setSslHandshakeTimeout(longestHandshake.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        certificates.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
    }

    /** The server that takes certificates from now on, which {@link #secure} was told of. */
    public synchronized void opened(HttpServer opened) {
        server = opened;
        renew(certificates);
    }

    /** Other certificates from the next connection on. */
    public synchronized void renew(SSLOptions renewed) {
        certificates = renewed;
        if (server != null) {
            server.updateSSLOptions(new SSLOptions(renewed))
                    .onFailure(
                            failure ->
                                    LOG.error(
                                            "The front door keeps its former certificate: {}",
                                            String.valueOf(failure.getMessage())));
        }
    }
}
