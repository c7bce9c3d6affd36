package org.postizgateway.ledger;

import java.util.Optional;

/**
 * Where a credential of the default Postiz can be had for a tenant while none of the tenant's calls
 * is at hand.
 */
@FunctionalInterface
public interface CredentialSource {

    /**
     * @param tenant keyed hash of the credential
     */
    Optional<String> credentialOf(String tenant);

    /** The tenant that it has a credential of; empty where it has none, or it cannot be told. */
    default Optional<String> tenant() {
        return Optional.empty();
    }
}
