package org.postizgateway.sandbox.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * Compares two bodies field by field: the same keys, the same types, the same values. Values that
 * are made up anew each time (ids, dates, addresses, tokens) only have to look alike.
 */
final class Likeness {

    private final Predicate<String> excluded;
    private final List<String> differences = new ArrayList<>();

    /**
     * @param excluded paths that are not compared
     */
    Likeness(Predicate<String> excluded) {
        this.excluded = excluded;
    }

    List<String> differences(JsonNode recorded, JsonNode answered) {
        compare("", recorded, answered);
        return differences;
    }

    private void compare(String path, JsonNode recorded, JsonNode answered) {
        if (excluded.test(path)) {
            return;
        }
        if (recorded.getNodeType() != answered.getNodeType()) {
            differ(path, recorded, answered);
        } else if (recorded.isObject()) {
            Set<String> names = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(names::add);
            answered.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> compare(path + "/" + name, recorded.path(name), answered.path(name)));
        } else if (recorded.isArray()) {
            for (int i = 0; i < Math.max(recorded.size(), answered.size()); i++) {
                compare(path + "/" + i, recorded.path(i), answered.path(i));
            }
        } else if (recorded.isTextual()) {
            compareTexts(path, recorded, answered);
        } else if (!recorded.equals(answered) && !areInstants(recorded, answered)) {
            differ(path, recorded, answered);
        }
    }

    private void compareTexts(String path, JsonNode recorded, JsonNode answered) {
        String left = recorded.asText();
        String right = answered.asText();
        if (left.startsWith("{") && right.startsWith("{")) {
            try {
                compare(path + "|", JavaScriptJson.parse(left), JavaScriptJson.parse(right));
                return;
            } catch (JavaScriptJson.JavaScriptSyntaxError notJson) {
                // Text that only begins like JSON is compared as text.
            }
        }
        if (!masked(left).equals(masked(right))) {
            differ(path, recorded, answered);
        }
    }

    /** What is made up anew each time gives way to what it is. */
    static String masked(String text) {
        return text.replace("\\/", "/")
                .replaceAll("http://127\\.0\\.0\\.1:\\d+", "ORIGIN")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\bcm[a-z0-9]{23}\\b|\\bc[a-z0-9]{24}\\b", "CUID")
                .replaceAll("\\bcmorg[a-z0-9]{19,21}\\b", "CUID")
                .replaceAll("\\b[0-9a-f]{31,35}\\b", "HEX")
                .replaceAll("\\d{4}/\\d{2}/\\d{2}/", "DAY/")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}", "INSTANT")
                .replaceAll("INSTANT\\.\\d{3}", "INSTANT.MILLIS")
                .replaceAll("(pos|pcd|pcs)_[A-Za-z0-9-]+", "$1_TOKEN")
                .replaceAll("code=[A-Za-z0-9]{32}", "code=CODE");
    }

    private static boolean areInstants(JsonNode recorded, JsonNode answered) {
        return recorded.isNumber()
                && answered.isNumber()
                && recorded.asLong() > 1_000_000_000L
                && answered.asLong() > 1_000_000_000L;
    }

    private void differ(String path, JsonNode recorded, JsonNode answered) {
        differences.add(
                (path.isEmpty() ? "body" : path)
                        + ": recorded "
                        + shown(recorded)
                        + ", answered "
                        + shown(answered));
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
