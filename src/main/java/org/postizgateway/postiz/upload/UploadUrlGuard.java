package org.postizgateway.postiz.upload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.preflight.SocialPost.Attachment;

/**
 * Checks an address before Postiz is asked to fetch it: Postiz's own check can be got round
 * (contract, section 10). Every hop must be https and lead to public addresses only, and the
 * address itself must end as Postiz wants it (section 3.6).
 */
public final class UploadUrlGuard {

    private static final int MAX_REDIRECTS = 5;

    private final Resolver resolver;
    private final RedirectProbe probe;
    private final Set<String> allowedHosts;

    /**
     * @param allowedHosts hosts, or {@code host:port}, that are fetched from whatever their scheme
     *     and address: for tests and for media servers in one's own network
     */
    public UploadUrlGuard(Resolver resolver, RedirectProbe probe, Set<String> allowedHosts) {
        this.resolver = resolver;
        this.probe = probe;
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /** A guard that asks the system's resolver and follows redirects over HTTP. */
    public static UploadUrlGuard overHttp(Set<String> allowedHosts) {
        Resolver system = InetAddress::getAllByName;
        Resolver checked =
                host ->
                        allowedHosts.stream().anyMatch(allowed -> isHost(allowed, host))
                                ? system.resolve(host)
                                : publicOnly(host, system.resolve(host));
        return new UploadUrlGuard(system, new HttpRedirectProbe(checked), allowedHosts);
    }

    /**
     * @param url what the caller wants uploaded
     * @return the same, if it can be
     * @throws InvalidInputException with the reason, if it cannot
     */
    public String check(String url) {
        if (new Attachment(url, "", "").extension().isEmpty()) {
            throw new InvalidInputException(
                    "The url must end in .png, .jpg, .jpeg, .gif, .webp or .mp4 (in lower case,"
                            + " before any ?). Use an address of the file that does.");
        }
        URI hop = uri(url);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            checkHop(hop);
            Optional<URI> next = redirect(hop);
            if (next.isEmpty()) {
                return url;
            }
            hop = next.get();
        }
        throw new InvalidInputException(
                "The url redirects more than " + MAX_REDIRECTS + " times. Use its final address.");
    }

    private void checkHop(URI hop) {
        String host = hop.getHost().toLowerCase(Locale.ROOT);
        if (allowedHosts.contains(host) || allowedHosts.contains(host + ":" + hop.getPort())) {
            return;
        }
        if (!"https".equalsIgnoreCase(hop.getScheme())) {
            throw new InvalidInputException(
                    "The url, and whatever it redirects to, must be https; " + host + " is not.");
        }
        if (!isPublic(host)) {
            throw new InvalidInputException(
                    "The url must lead to public addresses; " + host + " is in a local network.");
        }
    }

    private boolean isPublic(String host) {
        try {
            String name = host.replaceAll("^\\[|]$", "");
            return Arrays.stream(resolver.resolve(name)).allMatch(PublicAddress::isPublic);
        } catch (UnknownHostException e) {
            throw new InvalidInputException("The url names a host that does not exist: " + host);
        }
    }

    private static boolean isHost(String allowed, String host) {
        return allowed.equals(host) || allowed.startsWith(host + ":");
    }

    private static InetAddress[] publicOnly(String host, InetAddress[] addresses)
            throws UnknownHostException {
        if (Arrays.stream(addresses).allMatch(PublicAddress::isPublic)) {
            return addresses;
        }
        throw new UnknownHostException(host);
    }

    private Optional<URI> redirect(URI hop) {
        try {
            return probe.location(hop).map(location -> uri(hop.resolve(location).toString()));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The url could not be fetched from "
                            + hop.getHost()
                            + ". Check it, or try later.");
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw new URISyntaxException("", "no host, or credentials");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new InvalidInputException(
                    "The url must be a full address as https://example.com/picture.png, with special"
                            + " characters escaped and without credentials.");
        }
    }

    /** Looks up all addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Asks where an address redirects to. */
    @FunctionalInterface
    public interface RedirectProbe {

        /**
         * @return the {@code Location}, possibly relative; empty when there is no redirect
         * @throws IOException when there is no answer
         */
        Optional<String> location(URI url) throws IOException;
    }
}
