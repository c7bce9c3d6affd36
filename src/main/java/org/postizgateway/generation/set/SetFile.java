package org.postizgateway.generation.set;

import java.nio.charset.StandardCharsets;

/**
 * A file of a set.
 *
 * @param path relative to the set, with slashes, such as {@code routes/mcp.yaml}
 * @param origin where it comes from: a path of the file system, or {@code jar}
 * @param content as it was read
 */
public record SetFile(String path, String origin, byte[] content) {

    /** Origin of the copies that the jar carries. */
    public static final String JAR = "jar";

    /** Whether it comes from the configuration directory. */
    public boolean isOverride() {
        return !origin.equals(JAR);
    }

    /** How it is called in a report. */
    public String name() {
        return isOverride() ? origin : path + " (copy in the jar)";
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    public boolean isYaml() {
        return path.endsWith(".yaml");
    }
}
