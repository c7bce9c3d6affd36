package org.postizgateway.mcp.protocol;

import java.util.Collection;
import org.postizgateway.mcp.McpRequest;

/** What a caller may watch at a time. The bounds keep small what is remembered of each. */
public final class WatchedResources {

    private static final int MAX_RESOURCES = 1000;
    private static final int MAX_URI_LENGTH = 2048;
    private static final int MAX_LENGTH_IN_ALL = 32_768;

    private WatchedResources() {}

    /**
     * @throws io.modelcontextprotocol.spec.McpError invalid params, when these are too many or one
     *     is too long
     */
    public static void check(Collection<String> uris) {
        if (uris.size() > MAX_RESOURCES) {
            throw McpRequest.invalidParams(
                    "At most " + MAX_RESOURCES + " resources can be watched at a time");
        }
        if (uris.stream().mapToInt(String::length).sum() > MAX_LENGTH_IN_ALL) {
            throw McpRequest.invalidParams(
                    "The URIs of all watched resources have at most "
                            + MAX_LENGTH_IN_ALL
                            + " characters together");
        }
        if (uris.stream().anyMatch(uri -> uri.length() > MAX_URI_LENGTH)) {
            throw McpRequest.invalidParams(
                    "A URI of a watched resource has at most " + MAX_URI_LENGTH + " characters");
        }
    }
}
