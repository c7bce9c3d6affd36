package org.postizgateway.security.door;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads the host out of {@code host[:port]} and the origin out of a URL. */
public final class Authorities {

    private static final String IPV4_LOOPBACK = "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";

    private Authorities() {}

    /** The host of {@code host[:port]}, brackets of an IPv6 address included. */
    static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /** Whether {@code host[:port]} names this machine in a way that no DNS server can redefine. */
    public static boolean isLoopback(String authority) {
        String host = host(authority);
        return host.equals("localhost") || host.equals("[::1]") || host.matches(IPV4_LOOPBACK);
    }

    /** {@code host[:port]} of a web origin; empty when it has none, as {@code null} has. */
    public static Optional<String> ofOrigin(String origin) {
        int start = origin.indexOf("://");
        return start < 0 ? Optional.empty() : Optional.of(origin.substring(start + 3));
    }

    /** The web origin of a URL: scheme, host and port. */
    public static String origin(URI url) {
        return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
