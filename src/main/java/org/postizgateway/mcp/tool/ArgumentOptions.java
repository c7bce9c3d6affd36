package org.postizgateway.mcp.tool;

/**
 * How the arguments of a tool are read.
 *
 * @param lenient whether {@link LenientArguments} are taken
 */
record ArgumentOptions(boolean lenient, UnknownArguments unknown, InvalidArguments invalid) {}
