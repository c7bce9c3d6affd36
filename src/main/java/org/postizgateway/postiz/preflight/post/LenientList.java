package org.postizgateway.postiz.preflight.post;

import java.util.List;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/** A list as clients send it. */
final class LenientList {

    private LenientList() {}

    /** One element, a list of them, or either as JSON text. Text that is no such JSON is one. */
    static List<?> of(Object value) {
        if (value == null || "".equals(value)) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof String text && (text.startsWith("[") || text.startsWith("{"))) {
            Object json = json(text);
            return json instanceof List<?> list ? list : List.of(json);
        }
        return List.of(value);
    }

    static Object json(String text) {
        try {
            return JsonBody.read(text);
        } catch (NotJsonException e) {
            return text;
        }
    }
}
