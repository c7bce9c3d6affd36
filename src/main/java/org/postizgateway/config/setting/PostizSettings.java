package org.postizgateway.config.setting;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Postiz that the gateway serves.
 *
 * @param url base URL of Postiz's backend, without a trailing slash
 * @param frontendUrl base URL of Postiz's web interface, where people approve OAuth clients; empty
 *     when it is not set. Needed only when Postiz serves no OAuth discovery document
 * @param connectTimeout how long a check of a credential waits for a connection
 * @param checkTimeout how long a check of a credential waits for Postiz's answer
 * @param tls whom to trust to be Postiz, and what to show it
 */
@ConfigurationProperties("postiz")
public record PostizSettings(
        String url,
        @DefaultValue("") String frontendUrl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration checkTimeout,
        @DefaultValue Tls tls) {

    private static final List<String> PATHS_ADDED_BY_THE_GATEWAY =
            List.of("/public/v1", "/public", "/mcp-oauth", "/mcp", "/sse");

    public PostizSettings {
        url = checkedUrl(url);
        if (!frontendUrl.isBlank()) {
            frontendUrl =
                    HttpUrlSetting.checked(
                            "POSTIZ_FRONTEND_URL", frontendUrl, "https://platform.postiz.com");
        }
    }

    /**
     * @param bundle name of one of Spring Boot's SSL bundles ({@code spring.ssl.bundle.*}); empty
     *     for the authorities that Java trusts and no certificate of the gateway's own
     */
    public record Tls(@DefaultValue("") String bundle) {}

    /** The base URL of Postiz's web interface, when it is set. */
    public Optional<URI> frontend() {
        return frontendUrl.isBlank() ? Optional.empty() : Optional.of(URI.create(frontendUrl));
    }

    /**
     * @return the URL without trailing slashes
     * @throws InvalidSettingException when the value cannot be the base URL of a Postiz backend
     */
    static String checkedUrl(String value) {
        return checkedUrl("POSTIZ_URL", value);
    }

    /**
     * @param setting environment variable with the value
     * @return the URL without trailing slashes
     * @throws InvalidSettingException when the value cannot be the base URL of a Postiz backend
     */
    static String checkedUrl(String setting, String value) {
        String url =
                HttpUrlSetting.checked(
                        setting, value, "https://api.postiz.com or https://host.example/api");
        for (String path : PATHS_ADDED_BY_THE_GATEWAY) {
            if (url.endsWith(path)) {
                throw new InvalidSettingException(
                        setting,
                        "ends in " + path + ", which the gateway adds itself",
                        "Set it to " + url.substring(0, url.length() - path.length()) + ".");
            }
        }
        return url;
    }
}
