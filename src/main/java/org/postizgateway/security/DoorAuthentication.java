package org.postizgateway.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.postizgateway.plain.Futures;
import org.postizgateway.security.credential.CheckRefusedException;
import org.postizgateway.security.credential.CredentialChecks;
import org.postizgateway.security.credential.CredentialStatus;
import org.postizgateway.security.credential.Tenant;
import org.postizgateway.security.door.ClientAddresses;
import org.postizgateway.security.door.DoorAnswer;
import org.postizgateway.security.door.DoorRequest;
import org.postizgateway.security.door.PublicUrl;
import org.postizgateway.security.identity.Identities;
import org.postizgateway.security.identity.IdentityRefusedException;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Second step of a front door: finds out who is calling. On success the exchange has the properties
 * {@value #PRINCIPAL} (a {@link Tenant}), {@value #API_KEY} (the credential without scheme) and
 * {@value #TENANT} (its hash), {@value #URL} and the caller's address as {@value #CLIENT_ADDRESS};
 * otherwise the route ends with a status and a sentence.
 *
 * <p>Either way no credential stays in the message: of the request's headers only those the
 * protocol edge reads are kept, and nothing of the URL, which may hold the key. No thread waits for
 * the answer.
 */
public final class DoorAuthentication extends AsyncProcessorSupport {

    public static final String PRINCIPAL = "CamelMcpPrincipal";
    public static final String API_KEY = "PostizApiKey";
    public static final String TENANT = "PostizTenant";

    /** Base URL of the Postiz that the credential is of; unset for that of {@code POSTIZ_URL}. */
    public static final String URL = "PostizUrl";

    public static final String CLIENT_ADDRESS = "PostizClientAddress";

    /**
     * Exchange property with what the door answers when Postiz refuses the credential after all
     * ({@link Processor}).
     */
    public static final String WHEN_REFUSED = "PostizWhenRefused";

    /** Exchange property with the scopes that the caller was granted, where it has any. */
    public static final String SCOPES = "CamelMcpScopes";

    /**
     * Exchange property with what the door answers to a caller that lacks a scope ({@link
     * ScopeRefusal}).
     */
    public static final String WHEN_SCOPE_LACKS = "PostizWhenScopeLacks";

    private static final String SECONDS_TO_WAIT = "5";

    private final CredentialPlace place;
    private final CredentialChecks checks;
    private final ClientAddresses addresses;
    private final Challenge challenge;
    private final Optional<TrustedTokens> tokens;

    DoorAuthentication(
            CredentialPlace place,
            CredentialChecks checks,
            ClientAddresses addresses,
            Challenge challenge,
            Optional<TrustedTokens> tokens) {
        this.place = place;
        this.checks = checks;
        this.addresses = addresses;
        this.challenge = challenge;
        this.tokens = tokens;
    }

    /** The same door, which takes the tokens of an identity provider too. */
    public DoorAuthentication trusting(Identities identities, PublicUrl publicUrl) {
        TrustedTokens trusted = new TrustedTokens(identities, publicUrl, challenge);
        return new DoorAuthentication(place, checks, addresses, challenge, Optional.of(trusted));
    }

    /** For {@code /mcp}: a key or token in the {@code Authorization} header. */
    public static DoorAuthentication byHeader(CredentialChecks checks, ClientAddresses addresses) {
        return new DoorAuthentication(
                CredentialPlace.bearerOrBare(),
                checks,
                addresses,
                Challenge.forKey(
                        "Send your Postiz API key in the header Authorization: Bearer <key>. You"
                                + " find it in Postiz under Settings > Developers > Public API.",
                        "Postiz does not know this API key or token. Copy the key anew from"
                                + " Postiz: Settings > Developers > Public API. Rotating a key ends"
                                + " the old one at once."),
                Optional.empty());
    }

    /** For {@code /mcp/{apiKey}}: a key in the path. OAuth tokens are not taken from a URL. */
    public static DoorAuthentication byPath(CredentialChecks checks, ClientAddresses addresses) {
        return new DoorAuthentication(
                CredentialPlace.pathParameter(),
                checks,
                addresses,
                Challenge.forKey(
                        "Put your Postiz API key at the end of the URL, as in /mcp/<key>. OAuth"
                                + " tokens are not taken from a URL: send them to /mcp-oauth in the"
                                + " header Authorization: Bearer <token>.",
                        "Postiz does not know the API key in this URL. Copy it anew from Postiz:"
                                + " Settings > Developers > Public API. Rotating a key ends the old"
                                + " one at once."),
                Optional.empty());
    }

    /** For {@code /mcp/{apiKey}} where no key is taken from a URL: nobody is let in. */
    public static DoorAuthentication notByPath(CredentialChecks checks, ClientAddresses addresses) {
        String elsewhere =
                "This gateway takes no key from a URL. Send it to /mcp in the header Authorization:"
                        + " Bearer <key>.";
        return new DoorAuthentication(
                CredentialPlace.none(),
                checks,
                addresses,
                Challenge.forKey(elsewhere, elsewhere),
                Optional.empty());
    }

    /**
     * For {@code /mcp-oauth}: a token in the {@code Authorization} header, or the way to get one.
     */
    public static DoorAuthentication byOAuth(
            CredentialChecks checks, ClientAddresses addresses, PublicUrl publicUrl) {
        return new DoorAuthentication(
                CredentialPlace.bearer(),
                checks,
                addresses,
                Challenge.forOAuth(
                        publicUrl,
                        "Sign in with OAuth: the WWW-Authenticate header leads to the"
                                + " authorization server. With an API key, call /mcp instead.",
                        "Postiz does not know this token, or it was revoked. Sign in again: the"
                                + " WWW-Authenticate header leads to the authorization server."),
                Optional.empty());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DoorRequest request = DoorRequest.of(exchange);
        Optional<String> credential = place.credential(request, exchange.getMessage());
        KeptHeaders.only(exchange.getMessage());
        if (credential.isEmpty()) {
            DoorAnswer.refusal(HttpStatus.UNAUTHORIZED, challenge.missing())
                    .with(HttpHeaders.WWW_AUTHENTICATE, challenge.header(request))
                    .endRoute(exchange);
            callback.done(true);
            return true;
        }
        String address = addresses.of(request);
        exchange.setProperty(CLIENT_ADDRESS, address);
        Optional<TrustedTokens> trusted = tokens.filter(t -> t.concern(credential.get()));
        CompletionStage<Admission> admission =
                trusted.isPresent()
                        ? trusted.get()
                                .identify(request, credential.get(), address)
                                .thenCompose(
                                        identity ->
                                                admission(
                                                        identity.key(),
                                                        Optional.of(identity.scopes()),
                                                        address))
                        : admission(credential.get(), Optional.empty(), address);
        CompletableFuture<Admission> check = admission.toCompletableFuture();
        boolean known = check.isDone();
        check.whenComplete(
                (admitted, failure) -> {
                    try {
                        if (failure == null) {
                            decide(exchange, request, admitted);
                        } else {
                            unchecked(request, failure).endRoute(exchange);
                        }
                    } catch (RuntimeException e) {
                        exchange.setException(e);
                    }
                    callback.done(known);
                });
        return known;
    }

    /**
     * A credential of Postiz and what Postiz says of it.
     *
     * @param scopes that an identity provider granted; empty for a caller who brought the
     *     credential
     */
    private record Admission(
            String credential, Optional<Set<String>> scopes, CredentialStatus status) {}

    private CompletionStage<Admission> admission(
            String credential, Optional<Set<String>> scopes, String address) {
        return checks.check(credential, address)
                .thenApply(status -> new Admission(credential, scopes, status));
    }

    private void decide(Exchange exchange, DoorRequest request, Admission admission) {
        boolean assigned = admission.scopes().isPresent();
        switch (admission.status()) {
            case VALID -> {
                letIn(exchange, admission.credential());
                Processor refusal = late -> wrong(request, assigned).endRoute(late);
                exchange.setProperty(WHEN_REFUSED, refusal);
                admission.scopes().ifPresent(scopes -> grant(exchange, request, scopes));
            }
            case UNKNOWN -> wrong(request, assigned).endRoute(exchange);
            case WITHOUT_SUBSCRIPTION ->
                    DoorAnswer.refusal(
                                    HttpStatus.FORBIDDEN,
                                    "Postiz knows this key, but its organization has no"
                                            + " subscription, and Postiz serves its API to"
                                            + " subscribers only. Subscribe in Postiz under"
                                            + " Billing; the same key works from then on.")
                            .endRoute(exchange);
        }
    }

    private void grant(Exchange exchange, DoorRequest request, Set<String> scopes) {
        exchange.setProperty(SCOPES, scopes);
        ScopeRefusal refusal =
                (late, lacking) ->
                        tokens.orElseThrow().lacks(request, scopes, lacking).endRoute(late);
        exchange.setProperty(WHEN_SCOPE_LACKS, refusal);
    }

    /**
     * @param assigned whether the caller did not bring the credential
     */
    private DoorAnswer wrong(DoorRequest request, boolean assigned) {
        if (assigned) {
            return TrustedTokens.assignedKeyIsWrong();
        }
        return DoorAnswer.refusal(HttpStatus.UNAUTHORIZED, challenge.wrong())
                .with(HttpHeaders.WWW_AUTHENTICATE, challenge.headerForWrongCredential(request));
    }

    private void letIn(Exchange exchange, String credential) {
        exchange.setProperty(PRINCIPAL, checks.tenant(credential));
        handedOn(checks, credential).forEach(exchange::setProperty);
    }

    /** What the exchange of a tool needs to call Postiz with a credential: properties by name. */
    public static Map<String, Object> handedOn(CredentialChecks checks, String credential) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(API_KEY, credential);
        properties.put(TENANT, checks.tenant(credential).hash());
        PostizInstance postiz = checks.instance(credential);
        if (!postiz.isDefault()) {
            properties.put(URL, postiz.url().toString());
        }
        return properties;
    }

    /** What is answered when nobody could say whether the credential is right. */
    private DoorAnswer unchecked(DoorRequest request, Throwable failure) {
        Throwable reason = Futures.cause(failure);
        if (reason instanceof IdentityRefusedException refused) {
            return tokens.orElseThrow().refusal(request, refused);
        }
        if (reason instanceof CheckRefusedException refused) {
            return DoorAnswer.refusal(HttpStatus.TOO_MANY_REQUESTS, refused.getMessage())
                    .with(
                            HttpHeaders.RETRY_AFTER,
                            String.valueOf(refused.retryAfter().toSeconds() + 1));
        }
        if (reason instanceof PostizUnavailableException postiz) {
            DoorAnswer refusal = DoorAnswer.refusal(postiz.status(), postiz.getMessage());
            return postiz.status() == HttpStatus.SERVICE_UNAVAILABLE
                    ? refusal.with(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                    : refusal;
        }
        throw new IllegalStateException("A credential cannot be checked", reason);
    }
}
