package org.postizgateway.security.ticket;

import java.time.Instant;

/**
 * The right to send one file.
 *
 * @param id tells it from all others; not a secret
 * @param tenant hash of the caller it was given to
 * @param type media type of the file, such as {@code video/mp4}
 * @param size of the file, in bytes
 * @param expiresAt from when on it is worth nothing, in whole seconds
 */
public record UploadTicket(String id, String tenant, String type, long size, Instant expiresAt) {}
