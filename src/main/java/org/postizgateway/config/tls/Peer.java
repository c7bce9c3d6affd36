package org.postizgateway.config.tls;

import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Host and port that a TLS connection is opened to.
 *
 * @param host name or address, in lower case and without brackets
 * @param port number of the port
 */
record Peer(String host, int port) {

    private static final int HTTPS = 443;

    static Peer of(URI uri) {
        return of(uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    private static Peer of(String host, int port) {
        return new Peer(
                String.valueOf(host).toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""), port);
    }

    /** Whether a handshake on this socket is one with the peer. */
    boolean is(Socket socket) {
        if (!(socket instanceof SSLSocket connection)) {
            return false;
        }
        SSLSession session = connection.getHandshakeSession();
        return session != null && equals(of(session.getPeerHost(), session.getPeerPort()));
    }

    /** Whether a handshake of this engine is one with the peer. */
    boolean is(SSLEngine engine) {
        return engine != null && equals(of(engine.getPeerHost(), engine.getPeerPort()));
    }
}
