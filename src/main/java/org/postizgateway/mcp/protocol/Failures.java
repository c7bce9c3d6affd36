package org.postizgateway.mcp.protocol;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.method.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls methods and turns what goes wrong into JSON-RPC errors that give nothing of the inside
 * away.
 */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Calls a method; a failure is always in the stage, never thrown. */
    public static CompletionStage<Map<String, Object>> call(Method method, McpRequest request) {
        try {
            return method.call(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The error for a method that does not exist. */
    public static McpError methodNotFound(String method) {
        return McpError.builder(ErrorCodes.METHOD_NOT_FOUND)
                .message("Method not found: " + method)
                .build();
    }

    /**
     * The JSON-RPC error for a failure; one that is not meant for the caller is logged under a
     * reference.
     */
    public static McpError of(Throwable failure, String method) {
        Throwable cause = Futures.cause(failure);
        if (cause instanceof McpError error) {
            return error;
        }
        return McpError.builder(ErrorCodes.INTERNAL_ERROR).message(logged(method, cause)).build();
    }

    /** The response in place of one that holds something JSON cannot express. */
    static Map<String, Object> unwritable(Object id, IllegalArgumentException cause) {
        return JsonRpc.error(
                id, ErrorCodes.INTERNAL_ERROR, logged("Writing the response", cause), null);
    }

    /** Logs a failure and says where to find it. */
    private static String logged(String what, Throwable cause) {
        String reference = UUID.randomUUID().toString();
        LOG.error("{} failed, reference {}", what, reference, cause);
        return "Internal error. The operator finds the cause under reference " + reference;
    }
}
