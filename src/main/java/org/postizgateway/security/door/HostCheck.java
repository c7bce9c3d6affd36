package org.postizgateway.security.door;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a {@code Host} is one of ours. A page of an attacker whose name was rebound to
 * this machine's address sends the attacker's name.
 *
 * <p>Without a list, a connection made to a loopback address must ask for a loopback name or for
 * the public host; what arrives on another address came through a network, a container's port or a
 * proxy, where any name may be right, and is let through without being trusted. With a list, only
 * its names, the public host, and loopback names on loopback connections are answered.
 *
 * @param allowedHosts {@code host} or {@code host:port} in lower case, or {@code *} for any; empty
 *     for the default
 * @param publicHost {@code host[:port]} of the public URL, when it is set
 */
public record HostCheck(List<String> allowedHosts, Optional<String> publicHost) {

    public enum Verdict {
        /** One of ours: an origin on the same host is a page of ours. */
        OURS,
        /** Let through, but it says nothing about an origin of the same name. */
        UNCHECKED,
        FOREIGN
    }

    /**
     * @param authority {@code host[:port]} that was asked for, in lower case; empty when malformed
     * @param onLoopback whether the connection was made to a loopback address
     */
    public Verdict verdict(Optional<String> authority, boolean onLoopback) {
        boolean ours =
                authority
                        .filter(
                                host ->
                                        isListed(host)
                                                || onLoopback && Authorities.isLoopback(host))
                        .isPresent();
        if (ours) {
            return Verdict.OURS;
        }
        boolean any = allowedHosts.contains("*") || allowedHosts.isEmpty() && !onLoopback;
        return any ? Verdict.UNCHECKED : Verdict.FOREIGN;
    }

    private boolean isListed(String authority) {
        return allowedHosts.contains(authority)
                || allowedHosts.contains(Authorities.host(authority))
                || publicHost.filter(authority::equals).isPresent();
    }
}
