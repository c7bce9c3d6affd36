package org.postizgateway.audit;

import java.util.Map;

/**
 * Something that changed something, here or at Postiz, or was refused to.
 *
 * @param action what was done, such as {@code call} or {@code POST /ops/dead-letters/{id}/replay}
 * @param actor {@code tenant:} and its hash, {@code operator}, {@code nobody} (no valid token) or
 *     {@code gateway}
 * @param source address it came from; empty when nobody called
 * @param traceId W3C trace id (32 hexadecimal digits); empty when it belongs to none
 * @param subject id of what it was done to
 * @param detail values are JSON's; no text of a post, no credential
 */
public record AuditEvent(
        String action,
        String actor,
        String source,
        String traceId,
        String subject,
        Map<String, Object> detail) {

    /** By the gateway itself. */
    public static AuditEvent own(String action, String subject, Map<String, Object> detail) {
        return new AuditEvent(action, "gateway", "", "", subject, detail);
    }
}
