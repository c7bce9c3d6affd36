package org.postizgateway.sandbox.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A file in the media library.
 *
 * @param name stored file name, hexadecimal digits and the extension of its sniffed type
 * @param path absolute URL under which the file is served
 * @param prompt what it was generated from, absent for uploads
 * @param createdAt when it was stored
 */
public record Media(
        String id,
        String organizationId,
        String name,
        String path,
        String contentType,
        Optional<String> prompt,
        byte[] bytes,
        Instant createdAt) {}
