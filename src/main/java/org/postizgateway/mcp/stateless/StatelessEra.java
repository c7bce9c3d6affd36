package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postizgateway.mcp.InputRequiredException;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.handshake.Versions;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.method.Method;
import org.postizgateway.mcp.server.Answer;
import org.postizgateway.mcp.server.ChangeFeed;
import org.postizgateway.mcp.server.Failures;
import org.postizgateway.mcp.server.HttpCall;
import org.postizgateway.mcp.server.JsonRpc;
import org.postizgateway.mcp.server.KeepAlive;
import org.postizgateway.mcp.server.ProtocolEra;
import org.postizgateway.mcp.server.ServerSettings;

/** The revision without sessions, 2026-07-28: every request stands by itself. */
public final class StatelessEra implements ProtocolEra {

    /**
     * The requests that may be answered by questions (multi round-trip requests, supported
     * requests).
     */
    private static final Set<String> MULTI_ROUND =
            Set.of(
                    McpSchema.METHOD_TOOLS_CALL,
                    McpSchema.METHOD_PROMPT_GET,
                    McpSchema.METHOD_RESOURCES_READ);

    private static final String RESPONSES = "inputResponses";

    private final ServerSettings settings;
    private final FeatureMethods features;
    private final KeepAlive keepAlive;
    private final ChangeFeed changes;
    private final RequestState states;
    private final Results results;
    private final Subscriptions subscriptions;

    public StatelessEra(
            ServerSettings settings,
            FeatureMethods features,
            KeepAlive keepAlive,
            ChangeFeed changes,
            byte[] stateSecret) {
        this.settings = settings;
        this.features = features;
        this.keepAlive = keepAlive;
        this.changes = changes;
        this.states = new RequestState(stateSecret, java.time.Clock.systemUTC());
        this.results = new Results(settings);
        this.subscriptions = new Subscriptions(keepAlive, results, settings.maxStreams());
        changes.add(subscriptions);
    }

    @Override
    public boolean speaks(HttpCall http, JsonRpc message) {
        if (message instanceof JsonRpc.Request request
                && request.params().get("_meta") instanceof Map<?, ?> meta
                && meta.containsKey(Protocol.META_VERSION)) {
            return true;
        }
        String version = http.header(HeaderChecks.VERSION);
        return version != null && !Versions.ALL.contains(version);
    }

    @Override
    public void post(HttpCall http, JsonRpc message) {
        if (message instanceof JsonRpc.Notification) {
            http.reply(202);
            return;
        }
        if (!(message instanceof JsonRpc.Request request)) {
            http.reply(
                    400,
                    JsonRpc.error(
                            null, ErrorCodes.INVALID_REQUEST, "Clients send no responses", null));
            return;
        }
        try {
            serve(http, request);
        } catch (McpError refused) {
            JSONRPCError error = refused.getJsonRpcError();
            int status = Protocol.httpStatus(error.code());
            http.reply(
                    status == 200 ? 400 : status,
                    JsonRpc.error(request.id(), error.code(), error.message(), error.data()));
        }
    }

    /**
     * @throws McpError when the request is refused before it is served
     */
    private void serve(HttpCall http, JsonRpc.Request request) {
        RequestMeta meta = RequestMeta.of(request.params());
        HeaderChecks.version(http, meta);
        if (!meta.protocolVersion().equals(Protocol.VERSION)) {
            throw Protocol.unsupportedVersion(meta.protocolVersion());
        }
        HeaderChecks.method(http, request);
        if (request.method().equals(Protocol.LISTEN)) {
            subscriptions.listen(http, request);
            return;
        }
        Method method = method(request.method());
        HeaderChecks.name(http, request);
        checkParameterHeaders(http, request);
        Map<String, Object> given = given(http, request);

        Answer answer = http.answer(keepAlive);
        StatelessClient client = new StatelessClient(answer, meta, given);
        McpRequest call =
                new McpRequest(
                        request.method(),
                        request.params(),
                        client,
                        http.caller(),
                        http.carriedProperties());
        Failures.call(method, call)
                .whenComplete(
                        (result, failure) -> {
                            if (failure == null) {
                                Map<String, Object> complete =
                                        results.complete(request.method(), result);
                                answer.finish(200, JsonRpc.result(request.id(), complete));
                            } else if (cause(failure) instanceof InputRequiredException required) {
                                Map<String, Object> asked =
                                        inputRequired(http, request, required, client);
                                answer.finish(200, JsonRpc.result(request.id(), asked));
                            } else {
                                fail(answer, request, failure);
                            }
                        });
    }

    private Method method(String name) {
        return name.equals(Protocol.DISCOVER)
                ? request -> CompletableFuture.completedFuture(discover())
                : features.find(name).orElseThrow(() -> Failures.methodNotFound(name));
    }

    private Map<String, Object> discover() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("supportedVersions", Protocol.supportedVersions());
        result.put("capabilities", settings.capabilities());
        settings.addInstructions(result);
        return result;
    }

    private void checkParameterHeaders(HttpCall http, JsonRpc.Request request) {
        if (request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                && request.params().get("name") instanceof String name) {
            @SuppressWarnings("unchecked")
            Map<String, Object> arguments =
                    request.params().get("arguments") instanceof Map<?, ?> map
                            ? (Map<String, Object>) map
                            : Map.of();
            features.tools()
                    .find(name)
                    .ifPresent(tool -> HeaderChecks.parameters(http, tool, arguments));
        }
    }

    /** The answers of this and of earlier rounds. */
    private Map<String, Object> given(HttpCall http, JsonRpc.Request request) {
        if (!MULTI_ROUND.contains(request.method())) {
            return Map.of();
        }
        Map<String, Object> given = new LinkedHashMap<>(states.open(request, http.caller()));
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

    private Map<String, Object> inputRequired(
            HttpCall http,
            JsonRpc.Request request,
            InputRequiredException required,
            StatelessClient client) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("inputRequests", required.questions());
        asked.put("requestState", states.seal(request, http.caller(), client.used()));
        return results.typed("input_required", asked);
    }

    private static void fail(Answer answer, JsonRpc.Request request, Throwable failure) {
        JSONRPCError error = Failures.of(failure, request.method()).getJsonRpcError();
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

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    @Override
    public void stop() {
        changes.remove(subscriptions);
        subscriptions.stop();
    }
}
