package org.postizgateway.postiz.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Set<String> PAIR = Set.of(KEY, VALUE);

    /**
     * @param name of the argument, for the error
     * @param pairs as the caller sent them; null or an empty text stand for none
     * @throws InvalidInputException when no keys and values can be made out
     */
    public Map<String, Object> toMap(String name, Object pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (pairs != null && !"".equals(pairs)) {
            addAll(name, map, parse(pairs));
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

    private static void addAll(String name, Map<String, Object> map, Object pairs) {
        if (pairs instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                addAll(name + "[" + i + "]", map, list.get(i));
            }
        } else if (pairs instanceof Map<?, ?> object) {
            add(name, map, object);
        } else {
            throw unreadable(name);
        }
    }

    /**
     * Nothing that is set is called key or value, so an object with one of them is meant as pair.
     */
    private static void add(String name, Map<String, Object> map, Map<?, ?> object) {
        if (Collections.disjoint(object.keySet(), PAIR)) {
            object.forEach((key, value) -> map.put(String.valueOf(key), value));
        } else if (object.get(KEY) instanceof String key && PAIR.containsAll(object.keySet())) {
            map.put(key, object.get(VALUE));
        } else {
            throw unreadable(name);
        }
    }

    private static InvalidInputException unreadable(String name) {
        return new InvalidInputException(
                name
                        + " must be a pair {\"key\": name, \"value\": …}, or an object of names and"
                        + " values.");
    }
}
