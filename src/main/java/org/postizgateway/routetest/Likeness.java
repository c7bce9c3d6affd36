package org.postizgateway.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares what came with what a test expects: fields that it does not name may have any value, and
 * text between slashes is a regular expression that must be found.
 */
final class Likeness {

    private static final String SIZE = "$size";
    private static final String CONTAINS = "$contains";
    private static final int SHOWN = 300;

    private Likeness() {}

    /**
     * @param place how the value is called in the sentences
     * @return one sentence for each difference; empty when it is as expected
     */
    static List<String> differences(String place, JsonNode expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare(place, expected, actual, differences);
        return differences;
    }

    /** Whether a text has a part, or matches a regular expression between slashes. */
    static boolean isIn(String expected, String text) {
        return isPattern(expected)
                ? pattern(expected).matcher(text).find()
                : text.contains(expected);
    }

    static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static void compare(
            String place, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.has(SIZE) || expected.has(CONTAINS)) {
            describes(place, expected, actual, differences);
        } else if (expected.isObject()) {
            if (!actual.isObject()) {
                differ(place, expected, actual, differences);
                return;
            }
            expected.fields()
                    .forEachRemaining(
                            field ->
                                    compare(
                                            place + "." + field.getKey(),
                                            field.getValue(),
                                            actual.path(field.getKey()),
                                            differences));
        } else if (expected.isArray()) {
            if (!actual.isArray() || actual.size() != expected.size()) {
                differ(place, expected, actual, differences);
                return;
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(place + "[" + i + "]", expected.get(i), actual.get(i), differences);
            }
        } else if (!isSame(expected, actual)) {
            differ(place, expected, actual, differences);
        }
    }

    private static void describes(
            String place, JsonNode expected, JsonNode actual, List<String> differences) {
        JsonNode size = expected.path(SIZE);
        if (!actual.isArray() || (!size.isMissingNode() && actual.size() != size.asInt())) {
            differences.add(
                    place
                            + ": expected a list"
                            + (size.isMissingNode() ? "" : " of " + size.asInt())
                            + ", and it is "
                            + (actual.isArray() ? "one of " + actual.size() + ": " : "")
                            + shown(actual));
            return;
        }
        for (JsonNode wanted : expected.path(CONTAINS)) {
            boolean found = false;
            for (JsonNode element : actual) {
                found |= differences(place, wanted, element).isEmpty();
            }
            if (!found) {
                differences.add(
                        place + ": expected one like " + shown(wanted) + " among " + shown(actual));
            }
        }
    }

    private static boolean isSame(JsonNode expected, JsonNode actual) {
        if (expected.isNull()) {
            return actual.isNull() || actual.isMissingNode();
        }
        if (expected.isTextual() && isPattern(expected.asText())) {
            return actual.isValueNode()
                    && !actual.isNull()
                    && pattern(expected.asText()).matcher(actual.asText()).find();
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private static boolean isPattern(String text) {
        return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text.substring(1, text.length() - 1), Pattern.DOTALL);
    }

    private static void differ(
            String place, JsonNode expected, JsonNode actual, List<String> differences) {
        differences.add(place + ": expected " + shown(expected) + ", and it is " + shown(actual));
    }

    private static String shown(JsonNode node) {
        return node instanceof MissingNode ? "not there" : shown(node.toString());
    }
}
