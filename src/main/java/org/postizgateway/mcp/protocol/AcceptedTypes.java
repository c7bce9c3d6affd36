package org.postizgateway.mcp.protocol;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the header {@code Accept} says (RFC 9110, 12.5.1): the most specific range that names a
 * media type decides, and one with the quality 0 excludes it.
 *
 * @param header the value; null or empty when the caller takes anything
 */
record AcceptedTypes(String header) {

    private static final Pattern EXCLUDED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

    /** Whether a media type such as {@code text/plain} may be sent. */
    boolean contain(String type) {
        if (header == null || header.isEmpty()) {
            return true;
        }
        String family = type.substring(0, type.indexOf('/')) + "/*";
        return Stream.of(type, family, "*/*")
                .flatMap(this::ranges)
                .findFirst()
                .filter(range -> !EXCLUDED.matcher(range).find())
                .isPresent();
    }

    private Stream<String> ranges(String name) {
        return Stream.of(header.toLowerCase(Locale.ROOT).split(","))
                .filter(range -> range.split(";", 2)[0].strip().equals(name));
    }
}
