package org.postizgateway.security.identity;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postizgateway.bound.Lane;
import org.postizgateway.plain.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Lets people in whom an identity provider vouches for: reads the token and finds the key of Postiz
 * that is assigned to its owner. The token itself goes nowhere.
 */
public final class Identities implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    /** Three parts, of which the first is a JSON object in base64url. No key of Postiz is one. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int THREADS = 8;
    private static final int WAITING = 256;
    private static final int SHARE_OF_ONE_ADDRESS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final IdentityProvider provider;
    private final JwtDecoder decoder;
    private final AssignedKeys keys;
    private final Lane lane =
            new Lane("identity", THREADS, THREADS / SHARE_OF_ONE_ADDRESS, WAITING, LONGEST_WAIT);

    public Identities(IdentityProvider provider, AssignedKeys keys) {
        this.provider = provider;
        this.decoder = provider.decoder();
        this.keys = keys;
    }

    /** Whether a credential is one for the identity provider, right or wrong. */
    public boolean concerns(String credential) {
        return TOKEN.matcher(credential).matches();
    }

    /**
     * Whom a token is of.
     *
     * @param resource URL of the door that it came to
     * @param address of the caller, who gets only some of the threads
     * @return fails with an {@link IdentityRefusedException}
     */
    public CompletionStage<Identity> identify(String token, String resource, String address) {
        return lane.run(address, () -> read(token, resource))
                .exceptionally(
                        failure -> {
                            Throwable reason = Futures.cause(failure);
                            throw reason instanceof Lane.FullException
                                    ? IdentityRefusedException.later(
                                            "The gateway is checking too many tokens at once.")
                                    : new CompletionException(reason);
                        });
    }

    private Identity read(String token, String resource) {
        if (token.length() > LONGEST_TOKEN) {
            throw IdentityRefusedException.invalidToken("it is longer than 16 KB.");
        }
        Jwt jwt = decoded(token);
        Set<String> wanted =
                provider.audiences().isEmpty() ? Set.of(resource) : provider.audiences();
        List<String> audience = jwt.getAudience() == null ? List.of() : jwt.getAudience();
        if (audience.stream().noneMatch(wanted::contains)) {
            throw IdentityRefusedException.invalidToken(
                    "it is for somebody else; its audience (aud) has to be "
                            + wanted.stream().sorted().collect(Collectors.joining(" or "))
                            + ".");
        }
        return new Identity(key(jwt), scopes(jwt));
    }

    private Jwt decoded(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtValidationException e) {
            throw IdentityRefusedException.invalidToken(
                    e.getErrors().stream()
                            .map(OAuth2Error::getDescription)
                            .map(Identities::sentence)
                            .findFirst()
                            .orElse("it is not valid."));
        } catch (BadJwtException e) {
            throw IdentityRefusedException.invalidToken(
                    "its form, algorithm, key or signature is wrong.");
        } catch (RuntimeException e) {
            LOG.warn(
                    "Tokens cannot be checked, the identity provider is not to be had: {}",
                    cause(e));
            throw IdentityRefusedException.later(
                    "The identity provider of this gateway cannot be reached.");
        }
    }

    /** What the validators of {@link IdentityProvider} say, which have no codes of their own. */
    private static String sentence(String description) {
        if (description.startsWith("Jwt expired")) {
            return "it has expired.";
        }
        if (description.startsWith("Jwt used before")) {
            return "it is not valid yet.";
        }
        if (description.startsWith("The iss claim")) {
            return "it is of another issuer (iss).";
        }
        if (description.startsWith("The exp claim")) {
            return "it does not say when it expires (exp).";
        }
        return description.contains("X509Certificate")
                ? "it is bound to a certificate (cnf), which is not looked at here."
                : "it is not valid.";
    }

    private static String cause(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + ": " + last.getMessage();
    }

    private String key(Jwt jwt) {
        String claim = provider.claim();
        Object name = jwt.getClaims().get(claim);
        if (!(name instanceof String person) || person.isBlank()) {
            throw IdentityRefusedException.noKey("The token has no claim " + claim + ".");
        }
        List<String> assigned = keys.of(person);
        if (assigned.size() > 1) {
            LOG.warn(
                    "Somebody has {} entries in GATEWAY_IDENTITY_KEYS and is refused",
                    assigned.size());
        }
        return switch (assigned.size()) {
            case 0 ->
                    throw IdentityRefusedException.noKey(
                            "The identity provider knows you, but no key of Postiz is assigned to"
                                    + " you here.");
            case 1 -> assigned.get(0);
            default ->
                    throw IdentityRefusedException.noKey(
                            "Several keys of Postiz are assigned to you here, and which is meant"
                                    + " cannot be known.");
        };
    }

    /** {@code scope} as RFC 9068 has it, or {@code scp} as some providers do. */
    private static Set<String> scopes(Jwt jwt) {
        Object scopes = jwt.getClaims().getOrDefault("scope", jwt.getClaims().get("scp"));
        if (scopes instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        }
        return scopes instanceof String text
                ? Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    @Override
    public void close() {
        lane.close();
    }
}
