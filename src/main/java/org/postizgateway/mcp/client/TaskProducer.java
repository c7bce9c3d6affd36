package org.postizgateway.mcp.client;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Answers the caller with a task handle, if it takes one, and lets the route go on. With a {@code
 * taskId} the handle is of a task that a {@link org.postizgateway.mcp.task.TaskStore} keeps, and
 * the route's own result is dropped; without one the result of the route becomes that of the task.
 */
final class TaskProducer extends DefaultProducer {

    private final McpClientEndpoint endpoint;

    TaskProducer(McpClientEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Caller.of(exchange).answerWithTask(Optional.ofNullable(endpoint.getTaskId()));
    }
}
