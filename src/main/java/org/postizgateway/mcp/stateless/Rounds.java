package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpSchema;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.protocol.JsonRpc;

/** Requests that take several rounds, because their route asks the caller something. */
final class Rounds {

    private static final String RESPONSES = "inputResponses";

    /**
     * The requests that may be answered by questions (multi round-trip requests, supported
     * requests).
     */
    private static final Set<String> SUPPORTED =
            Set.of(
                    McpSchema.METHOD_TOOLS_CALL,
                    McpSchema.METHOD_PROMPT_GET,
                    McpSchema.METHOD_RESOURCES_READ);

    private final RequestState states;
    private final Results results;

    Rounds(RequestState states, Results results) {
        this.states = states;
        this.results = results;
    }

    /**
     * The answers that this round and earlier ones brought, by key.
     *
     * @throws io.modelcontextprotocol.spec.McpError invalid params, when they are malformed or the
     *     state that carries them is not good
     */
    Map<String, Object> given(JsonRpc.Request request, Optional<Principal> caller) {
        if (!SUPPORTED.contains(request.method())) {
            return Map.of();
        }
        Map<String, Object> given = new LinkedHashMap<>(states.open(request, caller));
        if (request.params().containsKey(RESPONSES)) {
            if (!(request.params().get(RESPONSES) instanceof Map<?, ?> responses)) {
                throw McpRequest.invalidParams("params." + RESPONSES + " must be an object");
            }
            responses.forEach(
                    (key, response) -> {
                        if (!(response instanceof Map)) {
                            throw McpRequest.invalidParams(
                                    "params." + RESPONSES + "." + key + " must be an object");
                        }
                        given.put(String.valueOf(key), response);
                    });
        }
        return given;
    }

    /**
     * The result that asks for the next round.
     *
     * @param used the answers taken up so far, which the caller carries to the next round
     */
    Map<String, Object> next(
            JsonRpc.Request request,
            Optional<Principal> caller,
            InputRequiredException required,
            Map<String, Object> used) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("inputRequests", required.questions());
        asked.put("requestState", states.seal(request, caller, used));
        return results.typed("input_required", asked);
    }
}
