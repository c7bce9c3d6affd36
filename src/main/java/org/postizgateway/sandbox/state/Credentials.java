package org.postizgateway.sandbox.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.organization.Organizations;

/** Resolves API keys and OAuth access tokens to organizations. */
public final class Credentials {

    /** What every OAuth access token starts with. */
    public static final String TOKEN_PREFIX = "pos_";

    private final Organizations organizations;
    private final Conditions conditions;
    private final Map<String, String> organizationByToken = new ConcurrentHashMap<>();

    public Credentials(Organizations organizations, Conditions conditions) {
        this.organizations = organizations;
        this.conditions = conditions;
    }

    /**
     * @throws LookupFailed while the database is down
     */
    public Optional<Organization> resolve(String credential) {
        if (conditions.isDatabaseDown()) {
            throw new LookupFailed();
        }
        return credential.startsWith(TOKEN_PREFIX)
                ? Optional.ofNullable(organizationByToken.get(credential))
                        .flatMap(organizations::byId)
                : organizations.byKey(credential);
    }

    /** The organization of an API key; access tokens do not count. */
    public Optional<Organization> resolveKey(String apiKey) {
        return apiKey.startsWith(TOKEN_PREFIX) ? Optional.empty() : resolve(apiKey);
    }

    /** A new access token for an organization. It never expires. */
    public String issueToken(Organization organization) {
        String token = TOKEN_PREFIX + Ids.token(40);
        organizationByToken.put(token, organization.id());
        return token;
    }

    public void revoke(String token) {
        organizationByToken.remove(token);
    }

    public void clear() {
        organizationByToken.clear();
    }

    /** The credential may be right; nobody could look it up. */
    public static final class LookupFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LookupFailed() {
            super("Database unreachable", null, false, false);
        }
    }
}
