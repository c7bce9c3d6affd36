package org.postizgateway.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Second step of a front door: finds out who is calling. On success the exchange has the properties
 * {@value #PRINCIPAL} (a {@link Tenant}), {@value #API_KEY} (the credential without scheme) and
 * {@value #TENANT} (its hash); otherwise the route ends with a status and a sentence.
 *
 * <p>Either way no credential stays in the message: of the request's headers only those the
 * protocol edge reads are kept, and nothing of the URL, which may hold the key.
 */
public final class DoorAuthentication implements Processor {

    public static final String PRINCIPAL = "CamelMcpPrincipal";
    public static final String API_KEY = "PostizApiKey";
    public static final String TENANT = "PostizTenant";

    private static final Set<String> KEPT_HEADERS =
            Set.of(
                    "accept",
                    "content-type",
                    "content-length",
                    "last-event-id",
                    "traceparent",
                    "tracestate",
                    "baggage",
                    Exchange.HTTP_METHOD.toLowerCase(Locale.ROOT),
                    Exchange.HTTP_CHARACTER_ENCODING.toLowerCase(Locale.ROOT));

    private static final String SECONDS_TO_WAIT = "5";

    private final CredentialSource source;
    private final AuthenticationManager authentication;
    private final Challenge challenge;

    private DoorAuthentication(
            CredentialSource source, AuthenticationManager authentication, Challenge challenge) {
        this.source = source;
        this.authentication = authentication;
        this.challenge = challenge;
    }

    /** For {@code /mcp}: a key or token in the {@code Authorization} header. */
    public static DoorAuthentication byHeader(AuthenticationManager authentication) {
        return new DoorAuthentication(
                CredentialSource.bearerOrBare(),
                authentication,
                Challenge.forKey(
                        "Send your Postiz API key in the header Authorization: Bearer <key>. You"
                                + " find it in Postiz under Settings > Developers > Public API.",
                        "Postiz does not know this API key or token. Copy the key anew from"
                                + " Postiz: Settings > Developers > Public API. Rotating a key ends"
                                + " the old one at once."));
    }

    /** For {@code /mcp/{apiKey}}: a key in the path. OAuth tokens are not taken from a URL. */
    public static DoorAuthentication byPath(AuthenticationManager authentication) {
        return new DoorAuthentication(
                CredentialSource.pathParameter(),
                authentication,
                Challenge.forKey(
                        "Put your Postiz API key at the end of the URL, as in /mcp/<key>. OAuth"
                                + " tokens are not taken from a URL: send them to /mcp-oauth in the"
                                + " header Authorization: Bearer <token>.",
                        "Postiz does not know the API key in this URL. Copy it anew from Postiz:"
                                + " Settings > Developers > Public API. Rotating a key ends the old"
                                + " one at once."));
    }

    /**
     * For {@code /mcp-oauth}: a token in the {@code Authorization} header, or the way to get one.
     */
    public static DoorAuthentication byOAuth(
            AuthenticationManager authentication, PublicUrl publicUrl) {
        return new DoorAuthentication(
                CredentialSource.bearer(),
                authentication,
                Challenge.forOAuth(
                        publicUrl,
                        "Sign in with OAuth: the WWW-Authenticate header leads to the"
                                + " authorization server. With an API key, call /mcp instead.",
                        "Postiz does not know this token, or it was revoked. Sign in again: the"
                                + " WWW-Authenticate header leads to the authorization server."));
    }

    @Override
    public void process(Exchange exchange) {
        DoorRequest request = DoorRequest.of(exchange);
        Optional<String> credential = source.credential(request, exchange.getMessage());
        dropWhatMayHoldCredentials(exchange.getMessage());
        if (credential.isEmpty()) {
            DoorAnswer.refusal(HttpStatus.UNAUTHORIZED, challenge.missing())
                    .with(HttpHeaders.WWW_AUTHENTICATE, challenge.header(request))
                    .endRoute(exchange);
            return;
        }
        try {
            Authentication caller =
                    authentication.authenticate(
                            new BearerTokenAuthenticationToken(credential.get()));
            letIn(exchange, credential.get(), new Tenant(caller.getName()));
        } catch (InvalidBearerTokenException e) {
            DoorAnswer.refusal(HttpStatus.UNAUTHORIZED, challenge.wrong())
                    .with(HttpHeaders.WWW_AUTHENTICATE, challenge.headerForWrongCredential(request))
                    .endRoute(exchange);
        } catch (DisabledException e) {
            DoorAnswer.refusal(
                            HttpStatus.FORBIDDEN,
                            "Postiz knows this key, but its organization has no subscription, and"
                                    + " Postiz serves its API to subscribers only. Subscribe in"
                                    + " Postiz under Billing; the same key works from then on.")
                    .endRoute(exchange);
        } catch (AuthenticationServiceException e) {
            unavailable(e).endRoute(exchange);
        }
    }

    private static void letIn(Exchange exchange, String credential, Tenant tenant) {
        exchange.setProperty(PRINCIPAL, tenant);
        exchange.setProperty(API_KEY, credential);
        exchange.setProperty(TENANT, tenant.hash());
    }

    private static DoorAnswer unavailable(AuthenticationServiceException e) {
        if (e.getCause() instanceof PostizUnavailableException postiz) {
            DoorAnswer refusal = DoorAnswer.refusal(postiz.status(), postiz.getMessage());
            return postiz.status() == HttpStatus.SERVICE_UNAVAILABLE
                    ? refusal.with(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                    : refusal;
        }
        throw e;
    }

    private static void dropWhatMayHoldCredentials(Message message) {
        message.getHeaders()
                .keySet()
                .removeIf(
                        name -> {
                            String lower = name.toLowerCase(Locale.ROOT);
                            return !KEPT_HEADERS.contains(lower) && !lower.startsWith("mcp-");
                        });
    }
}
