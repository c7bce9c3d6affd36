package org.postizgateway.sandbox.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.sandbox.state.Credentials;
import org.postizgateway.sandbox.state.Ids;
import org.postizgateway.sandbox.state.organization.Organization;

/** Clients, codes and tokens. A second consent for a client ends its first token at once. */
public final class OAuthState {

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, String> tokenByConsent = new ConcurrentHashMap<>();
    private final Credentials credentials;
    private final Clock clock;

    public OAuthState(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    OAuthClient register(String name, List<String> redirectUris, String method) {
        OAuthClient client =
                new OAuthClient(
                        "pcd_" + Ids.token(32),
                        method.equals("none")
                                ? Optional.empty()
                                : Optional.of("pcs_" + Ids.token(48)),
                        name,
                        List.copyOf(redirectUris),
                        method);
        clients.put(client.id(), client);
        return client;
    }

    Optional<OAuthClient> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** Notes that somebody agreed, and makes the code for the client. */
    String consent(
            OAuthClient client,
            Organization organization,
            String redirectUri,
            Optional<String> challenge) {
        Optional.ofNullable(tokenByConsent.remove(consentOf(client, organization)))
                .ifPresent(credentials::revoke);
        String code = Ids.token(32);
        grants.put(
                code,
                new Grant(
                        code,
                        client,
                        organization,
                        redirectUri,
                        challenge,
                        clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    Optional<Grant> grant(String code, OAuthClient client) {
        return Optional.ofNullable(grants.get(code)).filter(grant -> grant.client().equals(client));
    }

    boolean isExpired(Grant grant) {
        return !clock.instant().isBefore(grant.expires());
    }

    /** Uses a code up. */
    String redeem(Grant grant) {
        grants.remove(grant.code());
        String token = credentials.issueToken(grant.organization());
        tokenByConsent.put(consentOf(grant.client(), grant.organization()), token);
        return token;
    }

    public void clear() {
        clients.clear();
        grants.clear();
        tokenByConsent.clear();
    }

    private static String consentOf(OAuthClient client, Organization organization) {
        return client.id() + " " + organization.id();
    }
}
