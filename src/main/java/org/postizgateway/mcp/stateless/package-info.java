/**
 * The revision without sessions, 2026-07-28. The MCP Java SDK at hand stops at 2025-11-25; the day
 * it serves this revision too, this package and what {@code Eras} and {@code ServerState} make of
 * it go.
 */
package org.postizgateway.mcp.stateless;
