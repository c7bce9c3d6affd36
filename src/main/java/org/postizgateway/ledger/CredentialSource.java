package org.postizgateway.ledger;

import java.util.Optional;

/** Where a credential for a tenant can be had while none of the tenant's calls is at hand. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * @param tenant keyed hash of the credential
     */
    Optional<String> credentialOf(String tenant);
}
