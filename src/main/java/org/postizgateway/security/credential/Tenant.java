package org.postizgateway.security.credential;

import java.security.Principal;
import java.util.Objects;

/**
 * The caller, known by a keyed hash of its account, or of its credential where Postiz does not tell
 * whose that is ({@link Tenants}).
 *
 * @param hash see {@link TenantHash}
 */
public record Tenant(String hash) implements Principal {

    public Tenant {
        Objects.requireNonNull(hash);
    }

    @Override
    public String getName() {
        return hash;
    }
}
