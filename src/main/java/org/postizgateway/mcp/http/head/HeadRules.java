package org.postizgateway.mcp.http.head;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges a request by its head, before anything of its body is kept: what two parsers on the way
 * could read differently, what cannot be decoded, and what announces more than is taken (RFC 9112).
 */
public final class HeadRules {

    /** A path or query whose percent-encoding can be decoded; everything else Vert.x checks. */
    private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

    /** uri-host with port (RFC 9110, 4.2.1), without percent-encoding and user information. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");

    private final long maxBody;

    /**
     * @param maxBody longest body, in bytes
     */
    public HeadRules(long maxBody) {
        this.maxBody = maxBody;
    }

    /** Why a request is not served; empty when nothing of its head speaks against it. */
    public Optional<Refusal> judge(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? target(request).or(() -> length(request))
                : framing(request)
                        .or(() -> host(request))
                        .or(() -> target(request))
                        .or(() -> length(request))
                        .or(() -> expectation(request));
    }

    /** What is answered to a head that could not be read at all. */
    public static Refusal unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.malformed(414, "The URL is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Refusal.malformed(431, "The header fields are too long");
        }
        if (cause instanceof UnknownVersionException) {
            return Refusal.malformed(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        return Refusal.malformed(400, "The request is no valid HTTP");
    }

    private static Optional<Refusal> framing(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (request.headers().contains("Content-Length")) {
            return malformed(400, "A body has either a Content-Length or a Transfer-Encoding");
        }
        return codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked")
                ? Optional.empty()
                : malformed(501, "The only Transfer-Encoding known here is chunked");
    }

    private static Optional<Refusal> host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        boolean needed = request.version() == HttpVersion.HTTP_1_1;
        if (hosts.size() > 1 || hosts.isEmpty() && needed) {
            return malformed(400, "A request has exactly one Host");
        }
        return hosts.isEmpty() || AUTHORITY.matcher(hosts.get(0).strip()).matches()
                ? Optional.empty()
                : malformed(400, "The Host is no host name with or without a port");
    }

    private static Optional<Refusal> target(HttpServerRequest request) {
        String target = request.uri();
        if (!ENCODED.matcher(target).matches()) {
            return Optional.of(
                    Refusal.of(
                            400,
                            "The "
                                    + (isInQuery(target) ? "query" : "path")
                                    + " of the URL is not percent-encoded correctly"));
        }
        if (target.startsWith("/")) {
            return decodable(request);
        }
        // A target with a host of its own would overrule the Host that is checked (RFC 9112,
        // 3.2.2).
        return malformed(400, "The target of a request is a path");
    }

    private static boolean isInQuery(String target) {
        int query = target.indexOf('?');
        return query >= 0 && ENCODED.matcher(target.substring(0, query)).matches();
    }

    private static Optional<Refusal> decodable(HttpServerRequest request) {
        try {
            request.params();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.of(400, "The query of the URL cannot be decoded"));
        }
    }

    private Optional<Refusal> length(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String length = headers.get("Content-Length");
        if (length == null || isAtMost(length, maxBody)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(413, "The body is larger than " + maxBody + " bytes"));
    }

    private static boolean isAtMost(String length, long most) {
        try {
            return Long.parseLong(length.strip()) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Optional<Refusal> expectation(HttpServerRequest request) {
        String expected = request.getHeader("Expect");
        return expected == null || expected.strip().equalsIgnoreCase("100-continue")
                ? Optional.empty()
                : malformed(417, "The only expectation met here is 100-continue");
    }

    private static Optional<Refusal> malformed(int status, String reason) {
        return Optional.of(Refusal.malformed(status, reason));
    }
}
