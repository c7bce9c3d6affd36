package org.postizgateway.sandbox.web;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's HTTP connector that remembers its sockets, so that a connection can be broken on the
 * wire from inside a request.
 */
public final class Connections extends Http11NioProtocol {

    private final Endpoint endpoint;

    public Connections() {
        this(new Endpoint());
    }

    private Connections(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Sends a TCP reset to the caller of this request. */
    public void reset(ServletRequest request) throws IOException {
        SocketChannel socket = endpoint.socketOf(request);
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        endpoint.closeNow(socket);
    }

    /** Closes the caller's connection in good order, whatever was sent until now. */
    public void close(ServletRequest request) throws IOException {
        endpoint.closeNow(endpoint.socketOf(request));
    }

    /** Sends these characters to the caller of this request, in place of what Tomcat would. */
    public void send(ServletRequest request, String ascii) throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(ascii);
        SocketChannel socket = endpoint.socketOf(request);
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    private static final class Endpoint extends NioEndpoint {

        private final Map<SocketAddress, SocketChannel> sockets = new ConcurrentHashMap<>();

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            try {
                sockets.put(socket.getRemoteAddress(), socket);
            } catch (IOException e) {
                return false;
            }
            return super.setSocketOptions(socket);
        }

        @Override
        protected void destroySocket(SocketChannel socket) {
            sockets.values().remove(socket);
            super.destroySocket(socket);
        }

        /** The descriptor is only released by the next selection, so one is called for. */
        private void closeNow(SocketChannel socket) throws IOException {
            socket.close();
            getPoller().getSelector().wakeup();
        }

        private SocketChannel socketOf(ServletRequest request) throws IOException {
            sockets.values().removeIf(socket -> !socket.isOpen());
            SocketAddress caller =
                    new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort());
            SocketChannel socket = sockets.get(caller);
            if (socket == null) {
                throw new IOException("The connection of " + caller + " is gone");
            }
            return socket;
        }
    }
}
