package org.postizgateway.security;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.postizgateway.security.door.DoorAnswer;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.identity.Identities;
import org.postizgateway.security.identity.Identity;
import org.postizgateway.security.identity.IdentityRefusedException;
import org.postizgateway.security.metadata.ProtectedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The tokens of an identity provider at one door, and what the door answers to wrong ones. */
final class TrustedTokens {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedTokens.class);
    private static final String SECONDS_TO_WAIT = "5";

    private final Identities identities;
    private final PublicUrl publicUrl;
    private final Challenge challenge;

    TrustedTokens(Identities identities, PublicUrl publicUrl, Challenge challenge) {
        this.identities = identities;
        this.publicUrl = publicUrl;
        this.challenge = challenge;
    }

    boolean concern(String credential) {
        return identities.concerns(credential);
    }

    CompletionStage<Identity> identify(DoorRequest request, String token, String address) {
        return identities.identify(token, publicUrl.of(request) + request.path(), address);
    }

    /** What a token is answered that leads nobody in. */
    DoorAnswer refusal(DoorRequest request, IdentityRefusedException refused) {
        DoorAnswer answer = DoorAnswer.refusal(refused.status(), refused.getMessage());
        return switch (refused.status()) {
            case UNAUTHORIZED ->
                    answer.with(
                            HttpHeaders.WWW_AUTHENTICATE,
                            challenge.header(request, refused.getMessage()));
            case SERVICE_UNAVAILABLE -> answer.with(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
            default -> answer;
        };
    }

    /** What a caller is answered whose token lacks a scope (RFC 6750, 3.1). */
    DoorAnswer lacks(DoorRequest request, Set<String> granted, String lacking) {
        Set<String> needed = new TreeSet<>(ProtectedResource.SCOPES);
        needed.retainAll(granted);
        needed.add(lacking);
        String scopes = String.join(" ", needed);
        return DoorAnswer.refusal(
                        HttpStatus.FORBIDDEN,
                        "This needs the scope " + lacking + ". Sign in again for: " + scopes)
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        challenge.headerForMissingScope(request, scopes));
    }

    /** The token is right; whoever assigned the key has to act. */
    static DoorAnswer assignedKeyIsWrong() {
        LOG.warn("Postiz refuses a key that GATEWAY_IDENTITY_KEYS assigns to somebody");
        return DoorAnswer.refusal(
                HttpStatus.FORBIDDEN,
                "Postiz does not know the key that is assigned to you here. Whoever runs this"
                        + " gateway has to renew it: GATEWAY_IDENTITY_KEYS.");
    }
}
