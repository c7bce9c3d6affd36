package org.postizgateway.postiz.upload;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.mapping.CallerText;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;

/**
 * Checks an address before Postiz is asked to fetch it: Postiz's own check can be got round
 * (contract, section 10). Every hop must be https and lead to public addresses only.
 */
public final class UploadUrlGuard {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<String> WEB = Set.of("http", "https");

    /** For all redirects of an address; somebody waits. */
    static final Duration LONGEST = Duration.ofSeconds(8);

    private final Resolver resolver;
    private final RedirectProbe probe;
    private final Set<String> allowedHosts;
    private final LongSupplier nanos;

    /**
     * @param allowedHosts hosts, or {@code host:port}, that are fetched from whatever their
     *     address, also over http: for tests and for media servers in one's own network
     */
    public UploadUrlGuard(Resolver resolver, RedirectProbe probe, Set<String> allowedHosts) {
        this(resolver, probe, allowedHosts, System::nanoTime);
    }

    UploadUrlGuard(
            Resolver resolver, RedirectProbe probe, Set<String> allowedHosts, LongSupplier nanos) {
        this.nanos = nanos;
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
     * @return the same, if it can be, with its special characters escaped
     * @throws InvalidInputException with the reason, if it cannot
     */
    public String check(String url) {
        long start = nanos.getAsLong();
        URI checked = WebAddress.parse(CallerText.of(url));
        URI hop = checked;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            checkHop(hop);
            Optional<URI> next = redirect(hop, start);
            if (next.isEmpty()) {
                return checked.toString();
            }
            hop = next.get();
        }
        throw new InvalidInputException(
                "The url redirects more than " + MAX_REDIRECTS + " times. Use its final address.");
    }

    /**
     * Whether a file is at an address. Asks by the same rules, so that nobody learns through it
     * what is in a local network.
     */
    public Presence presence(String url) {
        long start = nanos.getAsLong();
        try {
            URI hop = WebAddress.parse(url);
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                checkHop(hop);
                Optional<String> location = location(hop, start);
                if (location.isEmpty()) {
                    return Presence.THERE;
                }
                hop = next(hop, location.get());
            }
            return Presence.UNKNOWN;
        } catch (FileNotFoundException e) {
            return Presence.ABSENT;
        } catch (IOException | IllegalArgumentException e) {
            return Presence.UNKNOWN;
        }
    }

    /**
     * Whether the address ends as Postiz's HTTP API wants it (section 3.6). Of all others its MCP
     * tool takes the type from what it fetches.
     *
     * @param url checked before
     */
    public boolean isNamedAfterItsType(String url) {
        return new Attachment(url, "", "").extension().isPresent();
    }

    private void checkHop(URI hop) {
        String host = hop.getHost().toLowerCase(Locale.ROOT);
        if (!WEB.contains(String.valueOf(hop.getScheme()).toLowerCase(Locale.ROOT))) {
            throw notHttps(host);
        }
        if (allowedHosts.contains(host) || allowedHosts.contains(host + ":" + port(hop))) {
            return;
        }
        if (!"https".equalsIgnoreCase(hop.getScheme())) {
            throw notHttps(host);
        }
        if (!isPublic(host)) {
            throw new InvalidInputException(
                    "The url must lead to public addresses; " + host + " is in a local network.");
        }
    }

    private static int port(URI hop) {
        if (hop.getPort() >= 0) {
            return hop.getPort();
        }
        return "https".equalsIgnoreCase(hop.getScheme()) ? 443 : 80;
    }

    private static InvalidInputException notHttps(String host) {
        return new InvalidInputException(
                "The url, and whatever it redirects to, must be https; " + host + " is not.");
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

    private Optional<String> location(URI hop, long start) throws IOException {
        Duration left = LONGEST.minusNanos(nanos.getAsLong() - start);
        if (left.isNegative() || left.isZero() || Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Nobody waits any longer");
        }
        return probe.location(hop, left);
    }

    private Optional<URI> redirect(URI hop, long start) {
        try {
            return location(hop, start).map(location -> next(hop, location));
        } catch (FileNotFoundException e) {
            throw new InvalidInputException(
                    "The url leads nowhere: " + hop.getHost() + " has no such file. Check it.");
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The url could not be fetched from %s: %s. Check it, or try later."
                            .formatted(hop.getHost(), reason(e)));
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof InterruptedIOException) {
            return "it did not answer in time";
        }
        if (failure instanceof SSLException) {
            return "its certificate or its TLS is not accepted";
        }
        if (failure instanceof ConnectException) {
            return "it takes no connection";
        }
        return failure instanceof IOException
                ? "the connection broke"
                : "it redirects to what is no address";
    }

    /** Where a redirect leads, which may be written relative to where it came from. */
    private static URI next(URI hop, String location) {
        String written = location.strip();
        return written.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")
                ? WebAddress.parse(written)
                : WebAddress.parse(hop.resolve(WebAddress.escape(written)).toString());
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
         * @param longest from the connection to the end of the headers
         * @return the {@code Location}, possibly relative; empty when there is no redirect
         * @throws java.io.FileNotFoundException when there is nothing at the address
         * @throws IOException when there is no answer by then
         */
        Optional<String> location(URI url, Duration longest) throws IOException;
    }
}
