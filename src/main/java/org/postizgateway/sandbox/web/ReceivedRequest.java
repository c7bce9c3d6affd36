package org.postizgateway.sandbox.web;

import java.time.Instant;

/**
 * A request that reached the sandbox, whether it was answered or met a fault.
 *
 * @param path without query; a key in the path is replaced by {@code {key}}
 * @param credential in which form a credential came, never the credential
 * @param body text of the body, empty for multipart, OAuth and bodies over 100 kB
 */
public record ReceivedRequest(
        Instant at,
        Operation operation,
        String method,
        String path,
        Credential credential,
        String body) {

    /** Form of a credential. */
    public enum Credential {
        NONE,
        RAW_HEADER,
        BEARER_HEADER,
        PATH
    }
}
