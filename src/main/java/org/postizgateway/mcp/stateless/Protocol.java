package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postizgateway.mcp.handshake.Versions;
import org.postizgateway.mcp.task.Tasks;

/** Names and codes of MCP 2026-07-28. */
final class Protocol {

    static final String VERSION = "2026-07-28";

    static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String META_LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    static final String META_SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    static final String META_SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    static final String DISCOVER = "server/discover";
    static final String LISTEN = "subscriptions/listen";

    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    /** The extension in the capabilities of either side. */
    static final Map<String, Object> TASKS =
            Map.of("extensions", Map.of(Tasks.EXTENSION, Map.of()));

    private Protocol() {}

    /** All revisions that this server speaks, newest first. */
    static List<String> supportedVersions() {
        List<String> versions = new ArrayList<>();
        versions.add(VERSION);
        versions.addAll(Versions.ALL);
        return versions;
    }

    static McpError headerMismatch(String message) {
        return McpError.builder(HEADER_MISMATCH).message("Header mismatch: " + message).build();
    }

    static McpError unsupportedVersion(String requested) {
        return McpError.builder(UNSUPPORTED_VERSION)
                .message("Unsupported protocol version")
                .data(Map.of("supported", supportedVersions(), "requested", requested))
                .build();
    }

    /**
     * @param requested value of the header, which nobody speaks
     */
    static McpError unsupportedHeader(String requested) {
        return McpError.builder(UNSUPPORTED_VERSION)
                .message(
                        "The header MCP-Protocol-Version says '"
                                + requested
                                + "', which is not served; supported are "
                                + String.join(", ", supportedVersions()))
                .data(Map.of("supported", supportedVersions(), "requested", requested))
                .build();
    }

    /**
     * @param required {@code ClientCapabilities} that the request needs
     */
    static McpError missingCapability(Map<String, Object> required) {
        return McpError.builder(MISSING_CAPABILITY)
                .message(
                        "This request needs client capabilities that were not declared: "
                                + String.join(", ", required.keySet()))
                .data(Map.of("requiredCapabilities", required))
                .build();
    }

    /**
     * @throws McpError missing capability, when the client takes no tasks
     */
    static void requireTasks(RequestMeta meta) {
        if (!meta.hasExtension(Tasks.EXTENSION)) {
            throw missingCapability(TASKS);
        }
    }

    /**
     * The HTTP status for an error (streamable HTTP: server validation; unknown methods are 404).
     */
    static int httpStatus(int errorCode) {
        return switch (errorCode) {
            case ErrorCodes.METHOD_NOT_FOUND -> 404;
            case HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }
}
