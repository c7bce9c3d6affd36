package org.postizgateway.config.setting;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.security.identity.AssignedKeys;
import org.postizgateway.security.identity.IdentityProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * The company's identity provider, whose tokens the doors take.
 *
 * @param issuer its name; empty for none
 * @param jwksUrl where its keys are; empty to find it in its metadata
 * @param audiences which tokens may be for; empty for the URL of the door
 * @param algorithms that tokens may be signed with
 * @param claim by which people are known
 * @param keys file or directory with the keys of Postiz that are assigned to people
 */
@ConfigurationProperties("gateway.identity")
public record IdentitySettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String jwksUrl,
        @DefaultValue List<String> audiences,
        @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
        @DefaultValue("sub") String claim,
        @DefaultValue("") String keys) {

    public IdentitySettings {
        if (!issuer.isBlank()) {
            // Compared with what tokens say, a slash at the end included.
            issuer = issuer.strip();
            HttpUrlSetting.checked(
                    "GATEWAY_IDENTITY_ISSUER", issuer, "https://login.example/realms/a");
            if (keys.isBlank()) {
                throw new InvalidSettingException(
                        "GATEWAY_IDENTITY_KEYS",
                        "is empty beside GATEWAY_IDENTITY_ISSUER",
                        "Set it to the file or directory that tells which key of Postiz is whose.");
            }
        }
        if (!jwksUrl.isBlank()) {
            jwksUrl =
                    HttpUrlSetting.checked(
                            "GATEWAY_IDENTITY_JWKS_URL", jwksUrl, "https://login.example/jwks");
        }
        for (String algorithm : algorithms) {
            if (SignatureAlgorithm.from(algorithm) == null) {
                throw new InvalidSettingException(
                        "GATEWAY_IDENTITY_ALGORITHMS",
                        "names \"" + algorithm + "\"",
                        "Set it to some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384"
                                + " and ES512.");
            }
        }
    }

    /**
     * The provider; empty where there is none.
     *
     * @param publicUrl under which agents reach the gateway, when it is set
     * @throws InvalidSettingException when it could not be known whom tokens have to be for
     */
    public Optional<IdentityProvider> provider(Optional<URI> publicUrl) {
        if (issuer.isBlank()) {
            return Optional.empty();
        }
        if (audiences.isEmpty() && publicUrl.isEmpty()) {
            throw new InvalidSettingException(
                    "GATEWAY_IDENTITY_AUDIENCES",
                    "is empty, and so is GATEWAY_PUBLIC_URL",
                    "Set one of them: tokens that are for somebody else must not be taken.");
        }
        Set<SignatureAlgorithm> signed = new LinkedHashSet<>();
        algorithms.forEach(algorithm -> signed.add(SignatureAlgorithm.from(algorithm)));
        return Optional.of(
                new IdentityProvider(
                        URI.create(issuer),
                        Optional.of(jwksUrl).filter(url -> !url.isBlank()).map(URI::create),
                        Set.copyOf(audiences),
                        signed,
                        claim));
    }

    /**
     * @param instances names of the instances of Postiz beside the default one
     * @param ofDefault a key that is of the default instance, if one is known
     * @throws InvalidSettingException when they cannot be read
     */
    public AssignedKeys assignedKeys(Set<String> instances, Optional<String> ofDefault) {
        try {
            return new AssignedKeys(Path.of(keys), instances, ofDefault);
        } catch (AssignedKeys.UnreadableException e) {
            throw new InvalidSettingException(
                    "GATEWAY_IDENTITY_KEYS",
                    "cannot be taken: " + e.getMessage(),
                    "It is a file with a map of names to keys, or a directory of such files.");
        }
    }
}
