package org.postizgateway.mcp.http.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Names the other end of a connection for bounds per address. */
public final class Peers {

    /** What one subscriber of IPv6 is commonly given (RFC 6177): the first 64 of 128 bits. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private Peers() {}

    /** An IPv4 address, or the network of an IPv6 address. */
    public static String name(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? name(inet.getAddress())
                : "unknown";
    }

    /** As {@link #name(SocketAddress)}. */
    public static String name(InetAddress address) {
        if (address instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES);
            return HexFormat.of().formatHex(network) + "/64";
        }
        return address.getHostAddress();
    }
}
