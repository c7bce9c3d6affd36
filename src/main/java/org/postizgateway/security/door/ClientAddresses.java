package org.postizgateway.security.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom bounds per address count: the other end of the connection, or, where a proxy is trusted, the
 * client that it names. Of several clients that proxies named, the last is the one that our own
 * proxy saw; whatever stands before it, that client may have written.
 */
public final class ClientAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);

    /** What one subscriber of IPv6 is commonly given (RFC 6177): the first 64 of 128 bits. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";
    private static final Pattern FOR =
            Pattern.compile("for=\"?\\[?([0-9A-Fa-f:.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final boolean trustForwarded;
    private final AtomicBoolean proxyNoticed = new AtomicBoolean();

    /**
     * @param trustForwarded whether {@code Forwarded} and {@code X-Forwarded-For} may be believed
     */
    public ClientAddresses(boolean trustForwarded) {
        this.trustForwarded = trustForwarded;
    }

    /** An IPv4 address, or the network of an IPv6 address. */
    public String of(DoorRequest request) {
        if (trustForwarded) {
            return forwarded(request).orElseGet(() -> ofLiteral(request.remoteAddress()));
        }
        if (isForwarded(request) && proxyNoticed.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests come through a proxy that is not trusted: bounds per address count all"
                            + " its callers as one. If the proxy sets {} itself, set"
                            + " GATEWAY_TRUST_FORWARDED=true.",
                    X_FORWARDED_FOR);
        }
        return ofLiteral(request.remoteAddress());
    }

    private static boolean isForwarded(DoorRequest request) {
        return !request.headers(X_FORWARDED_FOR).isEmpty() || !request.headers(FORWARDED).isEmpty();
    }

    /** As {@link #of}, of an address in text form. */
    public static String ofLiteral(String address) {
        return literal(address).orElse("unknown");
    }

    private static Optional<String> forwarded(DoorRequest request) {
        return last(request.headers(X_FORWARDED_FOR))
                .or(() -> last(request.headers(FORWARDED)).map(ClientAddresses::named))
                .map(String::strip)
                .flatMap(ClientAddresses::literal);
    }

    private static Optional<String> last(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String line = values.get(values.size() - 1);
        return Optional.of(line.substring(line.lastIndexOf(',') + 1));
    }

    private static String named(String element) {
        Matcher matcher = FOR.matcher(element);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Optional<String> literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            if (address instanceof Inet6Address) {
                byte[] network = Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES);
                return Optional.of(HexFormat.of().formatHex(network) + "/64");
            }
            return Optional.of(address.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
