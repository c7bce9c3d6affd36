package org.postizgateway.security.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Names the tenants of credentials: where Postiz tells whose one is, its organization, so that a
 * key, a token and a key that replaced another are one tenant; elsewhere the credential itself.
 */
public final class Tenants {

    /** Postiz may have become one that tells. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private static final String ACCOUNT = "organization ";

    private final AccountSource postiz;
    private final TenantHash hash;
    private final Ticker ticker;
    private final Cache<String, Known> known;

    private record Known(Tenant tenant, boolean told, long since) {}

    /**
     * @param maxEntries most credentials whose tenants are remembered
     */
    public Tenants(AccountSource postiz, TenantHash hash, int maxEntries) {
        this(postiz, hash, maxEntries, Ticker.systemTicker());
    }

    Tenants(AccountSource postiz, TenantHash hash, int maxEntries, Ticker ticker) {
        this.postiz = postiz;
        this.hash = hash;
        this.ticker = ticker;
        this.known = Caffeine.newBuilder().maximumSize(maxEntries).build();
    }

    /** The tenant of a credential, as far as it is known by now. */
    public Tenant of(String credential) {
        String key = hash.of(credential);
        Known entry = known.getIfPresent(key);
        return entry == null ? new Tenant(key) : entry.tenant();
    }

    /**
     * The tenant of a credential that Postiz accepts. Asks Postiz unless it is known; an
     * organization never loses a credential to another.
     *
     * @throws PostizUnavailableException when it cannot be known for now
     */
    public Tenant ask(String credential) {
        String key = hash.of(credential);
        Known entry = known.getIfPresent(key);
        if (entry != null
                && (entry.told() || ticker.read() - entry.since() < ASK_AGAIN.toNanos())) {
            return entry.tenant();
        }
        Optional<Tenant> account =
                postiz.account(credential).map(id -> new Tenant(hash.of(ACCOUNT + id)));
        Tenant tenant = account.orElse(new Tenant(key));
        known.put(key, new Known(tenant, account.isPresent(), ticker.read()));
        return tenant;
    }
}
