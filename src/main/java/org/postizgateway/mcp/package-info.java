/**
 * The Model Context Protocol as Camel components: consumers {@code ai-tool}, {@code ai-resource}
 * and {@code ai-prompt} that turn routes into features, the producer {@code mcp-server} that serves
 * them over HTTP, and the producer {@code mcp-client} with which a route talks back to its caller.
 *
 * <p>Scheme and option names are those of Camel's own {@code ai-*} components (since 4.22), which
 * do not exist on the LTS line used here. Nothing in this package knows of Postiz.
 */
package org.postizgateway.mcp;
