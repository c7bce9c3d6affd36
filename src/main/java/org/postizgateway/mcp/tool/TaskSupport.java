package org.postizgateway.mcp.tool;

/**
 * Whether a tool may answer with a task handle (extension {@code io.modelcontextprotocol/tasks}).
 */
public enum TaskSupport {
    /** Always answers with the result itself. */
    forbidden,
    /** Answers with a handle when the caller declared the extension. */
    optional,
    /** Serves only callers that declared the extension. */
    required
}
