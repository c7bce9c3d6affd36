/**
 * The revision without sessions, 2026-07-28. The MCP Java SDK at hand stops at 2025-11-25; the day
 * it serves this revision too, this package and its two lines in {@code McpServerEndpoint} go.
 */
package org.postizgateway.mcp.stateless;
