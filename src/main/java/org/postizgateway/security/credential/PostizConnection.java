package org.postizgateway.security.credential;

/** Asks Postiz about a credential. */
public interface PostizConnection {

    /**
     * @param credential an API key or OAuth token as it arrived, without scheme
     * @throws PostizUnavailableException when Postiz gave no answer that says anything about the
     *     credential
     */
    CredentialStatus check(String credential);
}
