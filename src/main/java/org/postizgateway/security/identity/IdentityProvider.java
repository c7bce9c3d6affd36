package org.postizgateway.security.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * A company's identity provider, whose tokens are JWTs (RFC 9068).
 *
 * @param issuer its name, which tokens carry and under which its metadata are found
 * @param jwks where its keys are; empty to find it in the metadata
 * @param audiences which tokens may be for; empty for the URL of the door that they come to
 * @param algorithms that tokens may be signed with
 * @param claim by which people are known
 */
public record IdentityProvider(
        URI issuer,
        Optional<URI> jwks,
        Set<String> audiences,
        Set<SignatureAlgorithm> algorithms,
        String claim) {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LARGEST_DOCUMENT = 1 << 20;

    private static final Duration KEYS_LIFETIME = Duration.ofMinutes(5);

    /** A token with a key that nobody knows has the keys read anew, no more often than this. */
    private static final Duration SHORTEST_BETWEEN_READS = Duration.ofSeconds(5);

    /** How much longer keys are believed while the provider cannot be asked. */
    private static final Duration KEYS_WITHOUT_PROVIDER = Duration.ofHours(1);

    /** Where the metadata of a provider may be (OpenID Connect Discovery, 4; RFC 8414, 3). */
    private List<String> metadata() {
        String root = issuer.getScheme() + "://" + issuer.getRawAuthority();
        String path = issuer.getRawPath().replaceFirst("/+$", "");
        return List.of(
                root + path + "/.well-known/openid-configuration",
                root + "/.well-known/oauth-authorization-server" + path);
    }

    /** Reads its tokens: signature, algorithm, issuer and times, but not for whom they are. */
    JwtDecoder decoder() {
        return new SupplierJwtDecoder(() -> decoder(jwks.orElseGet(this::found)));
    }

    private JwtDecoder decoder(URI keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        algorithms.stream()
                                .map(algorithm -> JWSAlgorithm.parse(algorithm.getName()))
                                .collect(Collectors.toSet()),
                        source(keys)));
        // Spring's validators look at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(issuer.toString()),
                        new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull)));
        return decoder;
    }

    private static JWKSource<SecurityContext> source(URI keys) {
        try {
            return JWKSourceBuilder.create(keys.toURL(), retriever())
                    .cache(KEYS_LIFETIME.toMillis(), READ_MILLIS + CONNECT_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(SHORTEST_BETWEEN_READS.toMillis())
                    .outageTolerant(KEYS_WITHOUT_PROVIDER.toMillis())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI found() {
        IOException last = new IOException("no metadata");
        for (String document : metadata()) {
            try {
                JsonNode metadata =
                        new ObjectMapper()
                                .readTree(
                                        retriever()
                                                .retrieveResource(URI.create(document).toURL())
                                                .getContent());
                if (metadata.path("issuer").asText().equals(issuer.toString())
                        && metadata.path("jwks_uri").asText().matches("https?://.+")) {
                    return URI.create(metadata.path("jwks_uri").asText());
                }
                last = new IOException(document + " is not about this issuer, or names no keys");
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException(last);
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_DOCUMENT);
    }
}
