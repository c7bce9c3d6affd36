package org.postizgateway.security.credential;

import java.util.Optional;

/** Asks Postiz whose a credential is. */
@FunctionalInterface
public interface AccountSource {

    /**
     * @param credential one that Postiz accepts
     * @return id of its organization; empty where Postiz does not tell
     * @throws PostizUnavailableException when Postiz gave no answer
     */
    Optional<String> account(String credential);
}
