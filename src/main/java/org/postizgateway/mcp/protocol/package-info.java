/**
 * What every protocol revision shares: JSON-RPC messages, the HTTP call that brings one, and the
 * ways to answer it. The revisions themselves are in {@code handshake} and {@code stateless}.
 */
package org.postizgateway.mcp.protocol;
