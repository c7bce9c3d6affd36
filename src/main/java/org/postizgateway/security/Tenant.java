package org.postizgateway.security;

import java.security.Principal;
import java.util.Objects;

/**
 * The caller, known by the keyed hash of its credential. Two callers are the same exactly when they
 * present the same credential.
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
