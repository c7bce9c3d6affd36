package org.postizgateway.security.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.postizgateway.security.upstream.PostizInstance;
import org.postizgateway.security.upstream.PostizInstances;

/**
 * Names the tenants of credentials: where Postiz tells whose one is, its organization, so that a
 * key, a token and a key that replaced another are one tenant; elsewhere the credential itself. Two
 * instances of Postiz have no tenant in common.
 */
public final class Tenants {

    /** Postiz may have become one that tells. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private static final String ACCOUNT = "organization ";

    private final AccountSource postiz;
    private final PostizInstances instances;
    private final TenantHash hash;
    private final Ticker ticker;
    private final Cache<String, Known> known;

    private record Known(Tenant tenant, boolean told, long since) {}

    /**
     * @param maxEntries most credentials whose tenants are remembered
     */
    public Tenants(
            AccountSource postiz, PostizInstances instances, TenantHash hash, int maxEntries) {
        this(postiz, instances, hash, maxEntries, Ticker.systemTicker());
    }

    Tenants(
            AccountSource postiz,
            PostizInstances instances,
            TenantHash hash,
            int maxEntries,
            Ticker ticker) {
        this.postiz = postiz;
        this.instances = instances;
        this.hash = hash;
        this.ticker = ticker;
        this.known = Caffeine.newBuilder().maximumSize(maxEntries).build();
    }

    /** The Postiz that a credential is of. */
    PostizInstance instance(String credential) {
        return instances.of(credential);
    }

    /** By what a credential is remembered: a hash, no two instances have the same. */
    String key(String credential) {
        return hash.of(instances.of(credential).scoped(credential));
    }

    /** The tenant of a credential, as far as it is known by now. */
    public Tenant of(String credential) {
        return known(credential).orElseGet(() -> new Tenant(key(credential)));
    }

    /** Empty when it was not asked for, or has been forgotten since. */
    Optional<Tenant> known(String credential) {
        return Optional.ofNullable(known.getIfPresent(key(credential))).map(Known::tenant);
    }

    /**
     * The tenant of a credential that Postiz accepts. Asks Postiz unless it is known; an
     * organization never loses a credential to another.
     *
     * @throws PostizUnavailableException when it cannot be known for now
     */
    public Tenant ask(String credential) {
        PostizInstance instance = instances.of(credential);
        String key = hash.of(instance.scoped(credential));
        Known entry = known.getIfPresent(key);
        if (entry != null
                && (entry.told() || ticker.read() - entry.since() < ASK_AGAIN.toNanos())) {
            return entry.tenant();
        }
        Optional<Tenant> account =
                postiz.account(credential)
                        .map(id -> new Tenant(hash.of(instance.scoped(ACCOUNT + id))));
        Tenant tenant = account.orElse(new Tenant(key));
        known.put(key, new Known(tenant, account.isPresent(), ticker.read()));
        return tenant;
    }
}
