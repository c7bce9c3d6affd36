package org.postizgateway.config.setting;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's own side: where agents reach it and whom it lets in.
 *
 * @param port port of the front doors
 * @param address address the front doors are bound to
 * @param configDir directory whose {@code routes/} and {@code kamelets/} win over the copies in the
 *     jar
 * @param dataDir directory for what the gateway has to remember between runs
 * @param publicUrl base URL under which agents reach the gateway; empty to take it from each
 *     request
 * @param trustForwarded whether {@code Forwarded} and {@code X-Forwarded-*} headers come from a
 *     proxy that may be believed
 * @param allowedOrigins web origins whose pages may call the front doors
 * @param allowLoopbackOrigins whether pages served by this machine may call the front doors
 * @param allowedHosts values of {@code Host} that are answered; empty for the default of {@code
 *     HostCheck}
 * @param doorsWithoutAuthentication ids of routes that may let in whoever comes
 * @param keyInUrl whether the door that takes a key from the path lets anybody in
 * @param components Camel components that routes may use beside those of the gateway's own; {@code
 *     *} for any
 * @param secret key of the tenant hash; empty to generate one and keep it in {@code dataDir}
 * @param keyCache how long an answer of Postiz about a credential is believed
 * @param tls certificates of the front doors
 */
@ConfigurationProperties("gateway")
public record GatewaySettings(
        @DefaultValue("8080") int port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue(".") Path configDir,
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("") String publicUrl,
        @DefaultValue("false") boolean trustForwarded,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("true") boolean allowLoopbackOrigins,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> doorsWithoutAuthentication,
        @DefaultValue("true") boolean keyInUrl,
        @DefaultValue("*") List<String> components,
        @DefaultValue("") String secret,
        @DefaultValue KeyCache keyCache,
        @DefaultValue TlsSettings tls) {

    /** Shortest secret that is accepted, in characters. */
    static final int SHORTEST_SECRET = 32;

    public GatewaySettings {
        if (!publicUrl.isBlank()) {
            publicUrl =
                    HttpUrlSetting.checked("GATEWAY_PUBLIC_URL", publicUrl, "https://mcp.example");
            if (publicUrl.matches(".*/mcp(-oauth)?")) {
                throw new InvalidSettingException(
                        "GATEWAY_PUBLIC_URL",
                        "ends in the path of a door",
                        "Leave /mcp or /mcp-oauth out; the gateway adds it.");
            }
        }
        allowedOrigins = allowedOrigins.stream().map(GatewaySettings::checkedOrigin).toList();
        allowedHosts = HostSetting.checked("GATEWAY_ALLOWED_HOSTS", allowedHosts);
        if (!secret.isBlank() && secret.length() < SHORTEST_SECRET) {
            throw new InvalidSettingException(
                    "GATEWAY_SECRET",
                    "is shorter than " + SHORTEST_SECRET + " characters",
                    "Make one with: openssl rand -hex 32");
        }
    }

    /** The base URL under which agents reach the gateway, when it is set. */
    public Optional<URI> publicUri() {
        return publicUrl.isBlank() ? Optional.empty() : Optional.of(URI.create(publicUrl));
    }

    /** Without the secret, which a log must not hold. */
    @Override
    public String toString() {
        return "GatewaySettings[address=%s, port=%d]".formatted(address, port);
    }

    private static String checkedOrigin(String origin) {
        if (origin.equals("null") || origin.matches("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#*@\\s]+")) {
            return origin.toLowerCase(Locale.ROOT);
        }
        throw new InvalidSettingException(
                "GATEWAY_ALLOWED_ORIGINS",
                "contains \"" + origin + "\", which is not a web origin",
                "List scheme, host and port without a path, such as https://app.example.");
    }

    /**
     * @param ttl how long a credential that Postiz accepted is let in without asking again
     * @param staleTtl how much longer it is let in while Postiz cannot be asked
     * @param refusalTtl how long a credential that Postiz refused is refused without asking again
     * @param maxEntries most credentials that are remembered
     * @param concurrentChecks most credentials that are checked with Postiz at the same time: of
     *     those that nobody knows yet, and of those that are asked about again
     * @param addressChecksPerSecond unknown credentials of one address that are checked per second
     * @param checksPerSecond unknown credentials that are checked per second
     */
    public record KeyCache(
            @DefaultValue("60s") Duration ttl,
            @DefaultValue("5m") Duration staleTtl,
            @DefaultValue("10s") Duration refusalTtl,
            @DefaultValue("10000") int maxEntries,
            @DefaultValue("16") int concurrentChecks,
            @DefaultValue("5") int addressChecksPerSecond,
            @DefaultValue("50") int checksPerSecond) {}
}
