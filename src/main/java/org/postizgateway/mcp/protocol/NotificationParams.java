package org.postizgateway.mcp.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/** What notifications on the way to an answer carry, the same in every revision. */
public final class NotificationParams {

    private NotificationParams() {}

    /**
     * Of {@code notifications/progress}.
     *
     * @param token a String or integer, as {@link ProgressToken} reads it
     * @param params {@code progress}, and where known {@code total} and {@code message}
     */
    public static Map<String, Object> progress(Object token, Map<String, Object> params) {
        return led("progressToken", token, params);
    }

    /**
     * Of {@code notifications/message}.
     *
     * @param level an RFC 5424 level in lower case, such as {@code info}
     * @param params {@code logger} and {@code data}
     */
    public static Map<String, Object> log(String level, Map<String, Object> params) {
        return led("level", level, params);
    }

    private static Map<String, Object> led(String name, Object first, Map<String, Object> params) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(name, first);
        all.putAll(params);
        return all;
    }
}
