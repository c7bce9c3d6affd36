package org.postizgateway.mcp.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * One HTTP/1.1 connection. What is written is up to the test, byte by byte; reading waits at most
 * {@value #TIMEOUT_MILLIS} ms.
 */
public final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int NARROW_BYTES = 16 * 1024;

    private final Socket socket;
    private final DefaultBHttpClientConnection reader =
            new DefaultBHttpClientConnection(Http1Config.DEFAULT);

    /** Not bound first: that takes a port which no connection of the machine has had lately. */
    public HttpConnection(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /** A connection from an address of this machine, any of 127.0.0.0/8. */
    public HttpConnection(String from, int port) throws IOException {
        this(new Socket("127.0.0.1", port, InetAddress.getByName(from), 0));
    }

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        reader.bind(socket);
    }

    /** A connection for which the kernel keeps little of what is not read. */
    public static HttpConnection narrow(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(NARROW_BYTES);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new HttpConnection(socket);
    }

    /** Sends one request on a connection of its own and reads the whole answer. */
    public static HttpReply exchange(int port, HttpRequest request) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.send(request).reply();
        }
    }

    public HttpConnection send(HttpRequest request) throws IOException {
        return send(request.bytes());
    }

    public HttpConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Reads an answer to its end. */
    public HttpReply reply() throws IOException {
        ClassicHttpResponse head = head();
        return HttpReply.of(head, new String(body(head).readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Waits until the server hangs up. */
    public void awaitHangUp() throws IOException {
        toEnd();
    }

    /** Everything that comes until the server hangs up. */
    public String toEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException reset) {
            // Hung up as well.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** The status of the answer; empty when the server hung up without one. */
    public Optional<Integer> statusIfAny() throws IOException {
        try {
            return Optional.of(head().getCode());
        } catch (NoHttpResponseException | SocketException hungUp) {
            return Optional.empty();
        }
    }

    /** Reads the head of an answer; its body is read as it comes. */
    ClassicHttpResponse head() throws IOException {
        try {
            ClassicHttpResponse head = reader.receiveResponseHeader();
            if (head.getCode() != 204) {
                reader.receiveResponseEntity(head);
            }
            return head;
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    static InputStream body(ClassicHttpResponse head) throws IOException {
        return head.getEntity() == null
                ? InputStream.nullInputStream()
                : head.getEntity().getContent();
    }

    /** Says that nothing more will be sent, while still reading. */
    public void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits until something has come, and reads no more of it than a byte. */
    public void firstByte() throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new EOFException("The server hung up");
        }
    }

    /** Drops the connection at once, as a network or a process that dies does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
