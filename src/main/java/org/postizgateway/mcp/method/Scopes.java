package org.postizgateway.mcp.method;

import io.modelcontextprotocol.spec.McpError;
import java.util.Collection;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.McpRequest;

/** What a caller whose credential tells what it was granted may ask for. */
final class Scopes {

    private Scopes() {}

    /**
     * @param what is asked for, at the beginning of a sentence
     * @throws McpError invalid params, when the caller has scopes and not this one; the front door
     *     answers in its place
     */
    static void demand(McpRequest request, String scope, String what) {
        if (request.exchangeProperties().get(McpConstants.SCOPES) instanceof Collection<?> granted
                && !granted.contains(scope)) {
            if (request.exchangeProperties().get(CallRecord.PROPERTY) instanceof CallRecord call) {
                call.lacks(scope);
            }
            throw McpRequest.invalidParams(
                    what + " needs the scope " + scope + ", which was not granted");
        }
    }

    /** The method for those only who may read. */
    static Method reading(Method method) {
        return request -> {
            demand(request, McpConstants.READ, request.method());
            return method.call(request);
        };
    }
}
