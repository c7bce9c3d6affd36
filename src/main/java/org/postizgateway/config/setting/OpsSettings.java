package org.postizgateway.config.setting;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operators' port.
 *
 * @param token Bearer token of the operators; empty to generate one for this run
 * @param readToken Bearer token of those who may only look; empty for none
 * @param sessionTimeout how long somebody stays signed in to the console without doing anything
 * @param openMetrics whether metrics and build information can be read without the token
 * @param readinessRequires what has to be up for the gateway to be sent calls
 * @param allowedHosts values of {@code Host} that are answered; empty for loopback names on
 *     loopback connections and any on others
 * @param upstreamCheckInterval shortest time between two requests to Postiz for the sake of health
 * @param tls certificates of the port
 */
@ConfigurationProperties("ops")
public record OpsSettings(
        @DefaultValue("") String token,
        @DefaultValue("") String readToken,
        @DefaultValue("30m") Duration sessionTimeout,
        @DefaultValue("AUTO") OpenMetrics openMetrics,
        @DefaultValue Set<Dependency> readinessRequires,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("10s") Duration upstreamCheckInterval,
        @DefaultValue TlsSettings tls) {

    /** Who may read metrics without the token. */
    public enum OpenMetrics {
        /** Anyone when the operators' port is bound to a loopback address, else nobody. */
        AUTO,
        /** Anyone. */
        TRUE,
        /** Nobody. */
        FALSE
    }

    /** What the gateway shares with its other replicas. */
    public enum Dependency {
        /** Postiz. */
        UPSTREAM,
        /** The ledger's database. */
        LEDGER
    }

    public OpsSettings {
        allowedHosts = HostSetting.checked("OPS_ALLOWED_HOSTS", allowedHosts);
        check("OPS_TOKEN", token);
        check("OPS_READ_TOKEN", readToken);
        if (!readToken.isBlank() && readToken.equals(token)) {
            throw new InvalidSettingException(
                    "OPS_READ_TOKEN", "is the same as OPS_TOKEN", "Give it one of its own.");
        }
    }

    private static void check(String name, String token) {
        if (!token.isBlank() && !token.matches("[A-Za-z0-9._~+/-]{16,}=*")) {
            throw new InvalidSettingException(
                    name,
                    "is shorter than 16 characters or holds characters a Bearer token cannot have",
                    "Make one with: openssl rand -hex 32");
        }
    }

    /** Without the tokens, which a log must not hold. */
    @Override
    public String toString() {
        return "OpsSettings[openMetrics=%s]".formatted(openMetrics);
    }
}
