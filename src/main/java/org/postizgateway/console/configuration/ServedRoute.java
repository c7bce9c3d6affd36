package org.postizgateway.console.configuration;

import java.util.Map;
import java.util.Optional;

/**
 * A route that serves.
 *
 * @param name what callers know it by: of a tool, a resource or a prompt its name, of a door its
 *     path; of others where they begin
 * @param file path in the set, such as {@code routes/mcp.yaml}; empty when Camel does not tell
 * @param origin where the file comes from: its path, or {@code jar}; empty without a file
 * @param line that it begins in, from 1; 0 when it is not known
 * @param traffic of this replica since it started; empty for those made of Kamelets, which Camel
 *     does not count
 */
public record ServedRoute(
        String id,
        Kind kind,
        String name,
        String description,
        String file,
        String origin,
        int line,
        Optional<Traffic> traffic) {

    /** What it is to callers. */
    public enum Kind {
        TOOL,
        RESOURCE,
        PROMPT,
        DOOR,
        /** Nothing that a caller reaches by itself. */
        INNER;

        private static final Map<String, Kind> BY_SCHEME =
                Map.of(
                        "ai-tool", TOOL,
                        "ai-resource", RESOURCE,
                        "ai-prompt", PROMPT,
                        "platform-http", DOOR,
                        "rest", DOOR);

        static Kind of(String scheme) {
            return BY_SCHEME.getOrDefault(scheme, INNER);
        }
    }

    /**
     * What went through a route.
     *
     * @param failed of the calls; those whose failure the route dealt with are not counted
     */
    public record Traffic(long calls, long failed) {}
}
