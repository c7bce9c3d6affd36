package org.postizgateway.security.credential;

/** What Postiz says about a credential. */
public enum CredentialStatus {
    /** An API key or OAuth token of an organization. */
    VALID,
    /** Neither a key nor a token that Postiz knows. */
    UNKNOWN,
    /** A key of an organization that Postiz does not serve because it has no subscription. */
    WITHOUT_SUBSCRIPTION
}
