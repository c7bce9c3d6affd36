package org.postizgateway.mcp.protocol;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Reads the token under which a caller wants progress reported (MCP, basic: progress). */
public final class ProgressToken {

    private ProgressToken() {}

    /** The token, a String or integer; empty when there is none or when it is something else. */
    public static Optional<Object> of(Map<String, Object> params) {
        if (!(params.get("_meta") instanceof Map<?, ?> meta)) {
            return Optional.empty();
        }
        Object token = meta.get("progressToken");
        boolean valid =
                token instanceof String
                        || token instanceof Integer
                        || token instanceof Long
                        || token instanceof BigInteger;
        return valid ? Optional.of(token) : Optional.empty();
    }
}
