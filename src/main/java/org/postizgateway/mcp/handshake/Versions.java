package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;

/** The protocol revisions that begin with {@code initialize}, newest first. */
public final class Versions {

    public static final List<String> ALL =
            List.of(
                    ProtocolVersions.MCP_2025_11_25,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2024_11_05);

    /** What a request without {@code MCP-Protocol-Version} speaks (MCP 2025-11-25, transports). */
    static final String WITHOUT_HEADER = ProtocolVersions.MCP_2025_03_26;

    private Versions() {}

    /** The revision to serve for the one that was asked for. */
    static String negotiate(String wanted) {
        return ALL.contains(wanted) ? wanted : ALL.get(0);
    }
}
