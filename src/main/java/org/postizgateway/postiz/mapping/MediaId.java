package org.postizgateway.postiz.mapping;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids of media of which a caller knows the address only. Postiz wants one and does not look it up.
 */
public final class MediaId {

    private MediaId() {}

    /** Always the same for the same address, so that the same call makes the same request. */
    public static String of(String address) {
        return UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
