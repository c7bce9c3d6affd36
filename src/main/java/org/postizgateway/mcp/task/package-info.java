/**
 * Calls that outlive the request that made them: the extension {@code
 * io.modelcontextprotocol/tasks}. {@link org.postizgateway.mcp.task.RunningTasks} keeps them in
 * memory; a {@link org.postizgateway.mcp.task.TaskStore} in the registry keeps its own where they
 * survive the process.
 */
package org.postizgateway.mcp.task;
