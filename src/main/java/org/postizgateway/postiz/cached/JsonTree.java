package org.postizgateway.postiz.cached;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as Jackson reads it: maps, lists, texts, numbers, truth values and null. */
final class JsonTree {

    private static final int SCALAR_BYTES = 24;
    private static final int COLLECTION_BYTES = 64;
    private static final int ENTRY_BYTES = 48;

    private JsonTree() {}

    /**
     * How much of the heap a tree takes, roughly, in bytes.
     *
     * @throws IllegalArgumentException when it is no such tree
     */
    static long bytes(Object value) {
        if (value instanceof Map<?, ?> map) {
            long sum = COLLECTION_BYTES;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += ENTRY_BYTES + bytes(entry.getKey()) + bytes(entry.getValue());
            }
            return sum;
        }
        if (value instanceof List<?> list) {
            return COLLECTION_BYTES + list.stream().mapToLong(JsonTree::bytes).sum();
        }
        if (value instanceof String text) {
            return SCALAR_BYTES * 2L + text.length();
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return SCALAR_BYTES;
        }
        throw new IllegalArgumentException(
                "The steps of a cached read must end with maps, lists, texts, numbers or truth"
                        + " values, not with "
                        + value.getClass().getName()
                        + ". Read it inside, as by unmarshal.");
    }

    /** A copy of which nothing that can change is shared. */
    static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach((name, element) -> copy.put(name, copy(element)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }
}
