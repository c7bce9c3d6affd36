package org.postizgateway.mcp.tool;

/** What becomes of arguments that the schema of a tool does not declare. */
public enum UnknownArguments {
    /** They are in the body, for a route that knows them, and do no harm. */
    ignored,
    /** The call is refused: a caller that means something by them would get something else. */
    refused
}
