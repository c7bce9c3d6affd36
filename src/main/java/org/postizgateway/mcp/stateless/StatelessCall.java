package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.protocol.Answer;
import org.postizgateway.mcp.protocol.Failures;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.task.RunningTask;

/**
 * A request being served: turns its outcome into the response, the next round, or the end of its
 * task.
 */
record StatelessCall(
        JsonRpc.Request request,
        Optional<Principal> caller,
        StatelessClient client,
        Answer answer,
        Rounds rounds,
        Results results) {

    void finished(Map<String, Object> result, Throwable failure) {
        if (failure == null) {
            complete(results.complete(request.method(), result));
        } else if (Futures.cause(failure) instanceof InputRequiredException required) {
            respond(rounds.next(request, caller, required, client.used()));
        } else {
            failed(Failures.of(failure, request.method()));
        }
    }

    private void complete(Map<String, Object> result) {
        Optional<RunningTask> task = client.task();
        if (task.isPresent()) {
            task.get().complete(result);
        } else {
            respond(result);
        }
    }

    private void failed(McpError failure) {
        JSONRPCError error = failure.getJsonRpcError();
        Optional<RunningTask> task = client.task();
        if (task.isPresent()) {
            task.get().fail(error);
            return;
        }
        boolean resourceNotFound = error.code() == ErrorCodes.RESOURCE_NOT_FOUND;
        answer.finish(
                Protocol.httpStatus(error.code()),
                JsonRpc.error(
                        request.id(),
                        // The older code is reserved in this revision (changelog, minor change 6).
                        resourceNotFound ? ErrorCodes.INVALID_PARAMS : error.code(),
                        error.message(),
                        error.data()));
    }

    private void respond(Map<String, Object> result) {
        answer.finish(200, JsonRpc.result(request.id(), result));
    }
}
