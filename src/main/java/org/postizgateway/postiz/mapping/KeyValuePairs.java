package org.postizgateway.postiz.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;

/**
 * Turns the list of {@code {key, value}} pairs of Postiz's tools into the object that its HTTP API
 * takes. A later pair with the same key wins. What clients send instead is taken as well: an
 * object, a list of objects without {@code key}, and any of these as JSON text.
 */
public final class KeyValuePairs {

    private static final String KEY = "key";
    private static final String VALUE = "value";

    /**
     * @param name of the argument, for the error
     * @param pairs as the caller sent them; null or an empty text stand for none
     * @throws InvalidInputException when no keys and values can be made out
     */
    public Map<String, Object> toMap(String name, Object pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (pairs != null && !"".equals(pairs) && !addAll(map, parse(pairs))) {
            throw new InvalidInputException(
                    name + " must be a list of {\"key\": …, \"value\": …} pairs or one object.");
        }
        return map;
    }

    /**
     * The same as pairs, with text for values: what helper methods of a platform take.
     *
     * @throws InvalidInputException when no keys and values can be made out
     */
    public List<Map<String, String>> toTextPairs(String name, Object pairs) {
        return toMap(name, pairs).entrySet().stream()
                .map(pair -> Map.of(KEY, pair.getKey(), VALUE, text(pair.getValue())))
                .toList();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JsonBody.write(value);
    }

    private static Object parse(Object pairs) {
        try {
            return pairs instanceof String text ? JsonBody.read(text) : pairs;
        } catch (NotJsonException e) {
            return pairs;
        }
    }

    /** Whether the pairs could be read. */
    private static boolean addAll(Map<String, Object> map, Object pairs) {
        if (pairs instanceof List<?> list) {
            return list.stream().allMatch(pair -> addAll(map, pair));
        }
        if (pairs instanceof Map<?, ?> object) {
            add(map, object);
            return true;
        }
        return false;
    }

    private static void add(Map<String, Object> map, Map<?, ?> object) {
        boolean pair =
                object.get(KEY) instanceof String
                        && object.keySet().stream()
                                .allMatch(key -> KEY.equals(key) || VALUE.equals(key));
        if (pair) {
            map.put((String) object.get(KEY), object.get(VALUE));
        } else {
            object.forEach((key, value) -> map.put(String.valueOf(key), value));
        }
    }
}
