package org.postizgateway.security.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * The HTTP request behind the exchange of a front door. Headers are read here and not from the
 * message because platform-http puts query parameters among the message's headers, and a credential
 * must never be taken from a query.
 */
public final class DoorRequest {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final PlatformHttpEndpoint door;

    private DoorRequest(
            HttpServerRequest request, HttpServerResponse response, PlatformHttpEndpoint door) {
        this.request = request;
        this.response = response;
        this.door = door;
    }

    /**
     * @throws IllegalStateException when the exchange does not come from a platform-http route of
     *     the Vert.x engine
     */
    public static DoorRequest of(Exchange exchange) {
        if (exchange.getMessage() instanceof HttpMessage message
                && exchange.getFromEndpoint() instanceof PlatformHttpEndpoint door) {
            return new DoorRequest(message.getRequest(), message.getResponse(), door);
        }
        throw new IllegalStateException(
                "Security steps stand at the start of a route from platform-http, before anything"
                        + " that replaces the message");
    }

    /** The HTTP method. */
    public String method() {
        return request.method().name();
    }

    /** The path of the route, such as {@code /mcp-oauth}, whatever its caller wrote. */
    public String path() {
        return door.getPath().replaceFirst("/+$", "");
    }

    /** The HTTP methods that the route takes, where it is restricted to some. */
    public Optional<String> allowedMethods() {
        return Optional.ofNullable(door.getHttpMethodRestrict())
                .map(list -> list.replace(",", ", "));
    }

    String scheme() {
        return request.scheme();
    }

    /** The values of a header in the order in which they were sent; empty when it was not. */
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    /** The value of a header that was sent exactly once. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** {@code host[:port]} the caller asked for, in lower case; empty when it is malformed. */
    public Optional<String> authority() {
        HostAndPort authority = request.authority();
        if (authority == null || !HOST.matcher(authority.host()).matches()) {
            return Optional.empty();
        }
        String port = authority.port() > 0 ? ":" + authority.port() : "";
        return Optional.of((authority.host() + port).toLowerCase(Locale.ROOT));
    }

    /** IP address of the other end of the connection. */
    String remoteAddress() {
        SocketAddress remote = request.remoteAddress();
        return remote == null || !remote.isInetSocket() ? "" : remote.hostAddress();
    }

    /** Whether the connection was made to a loopback address of this machine. */
    public boolean arrivedOnLoopback() {
        SocketAddress local = request.localAddress();
        if (local == null || !local.isInetSocket()) {
            return false;
        }
        try {
            return InetAddress.getByName(local.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Sets a response header that stays, whatever writes the answer later. */
    public void putResponseHeader(String name, String value) {
        response.putHeader(name, value);
    }
}
