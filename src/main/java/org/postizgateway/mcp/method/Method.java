package org.postizgateway.mcp.method;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpRequest;

/** Answers one JSON-RPC method, the same way in every protocol revision that has it. */
@FunctionalInterface
public interface Method {

    /**
     * @return the result object as it goes over the wire
     * @throws io.modelcontextprotocol.spec.McpError when the request is at fault
     */
    CompletionStage<Map<String, Object>> call(McpRequest request);
}
