package org.postizgateway.mcp.tool;

/** What becomes of a call whose arguments do not fit the schema of the tool. */
public enum InvalidArguments {
    /** It is answered without the route. */
    refused,
    /**
     * The route runs, with what does not fit in the exchange property {@link
     * org.postizgateway.mcp.McpConstants#INVALID_ARGUMENTS}: for a tool that checks more than a
     * schema can say and names all at once.
     */
    passed
}
