package org.postizgateway.security.identity;

import java.util.Set;

/**
 * Whom an identity provider vouches for.
 *
 * @param key of Postiz, which is assigned to the person
 * @param scopes that the provider granted; empty for none
 */
public record Identity(String key, Set<String> scopes) {

    /** Without the key, which a log must not hold. */
    @Override
    public String toString() {
        return "Identity" + scopes;
    }
}
