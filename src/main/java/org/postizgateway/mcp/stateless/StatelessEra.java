package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.mcp.McpRequest;
import org.postizgateway.mcp.handshake.Versions;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.method.Method;
import org.postizgateway.mcp.protocol.Answer;
import org.postizgateway.mcp.protocol.Failures;
import org.postizgateway.mcp.protocol.HttpCall;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.KeepAlive;
import org.postizgateway.mcp.protocol.ProtocolEra;
import org.postizgateway.mcp.protocol.ServerSettings;
import org.postizgateway.mcp.task.Tasks;
import org.postizgateway.mcp.tool.TaskSupport;
import org.postizgateway.mcp.tool.Tool;

/** The revision without sessions, 2026-07-28: every request stands by itself. */
public final class StatelessEra implements ProtocolEra {

    private final ServerSettings settings;
    private final FeatureMethods features;
    private final Tasks tasks;
    private final KeepAlive keepAlive;
    private final Results results;
    private final Rounds rounds;
    private final Subscriptions subscriptions;

    /**
     * @param stateSecret signs what callers carry from round to round
     */
    public StatelessEra(
            ServerSettings settings,
            FeatureMethods features,
            Tasks tasks,
            KeepAlive keepAlive,
            Subscriptions subscriptions,
            byte[] stateSecret) {
        this.settings = settings;
        this.features = features;
        this.tasks = tasks;
        this.keepAlive = keepAlive;
        this.results = new Results(settings);
        this.rounds = new Rounds(new RequestState(stateSecret, Clock.systemUTC()), results);
        this.subscriptions = subscriptions;
    }

    @Override
    public boolean speaks(HttpCall http, JsonRpc message) {
        if (namesVersion(message)) {
            return true;
        }
        String version = http.header(HeaderChecks.VERSION);
        return version != null
                && !Versions.ALL.contains(version)
                && !(isUnknown(version) && begins(message));
    }

    private static boolean namesVersion(JsonRpc message) {
        return message instanceof JsonRpc.Request request
                && request.params().get("_meta") instanceof Map<?, ?> meta
                && meta.containsKey(Protocol.META_VERSION);
    }

    /** A handshake of a revision yet to come is negotiated down, as one of the past is. */
    private static boolean begins(JsonRpc message) {
        return message instanceof JsonRpc.Request request
                && request.method().equals(McpSchema.METHOD_INITIALIZE);
    }

    private static boolean isUnknown(String version) {
        return version != null
                && !version.equals(Protocol.VERSION)
                && !Versions.ALL.contains(version);
    }

    @Override
    public void post(HttpCall http, JsonRpc message) {
        String version = http.header(HeaderChecks.VERSION);
        if (isUnknown(version) && !namesVersion(message)) {
            Object id = message instanceof JsonRpc.Request request ? request.id() : null;
            JSONRPCError error = Protocol.unsupportedHeader(version).getJsonRpcError();
            http.reply(400, JsonRpc.error(id, error.code(), error.message(), error.data()));
            return;
        }
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
            http.reply(
                    error.code() == ErrorCodes.METHOD_NOT_FOUND ? 404 : 400,
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
            subscriptions.listen(http, request, meta, results);
            return;
        }
        Method method = method(request.method(), meta);
        HeaderChecks.name(http, request);
        Optional<Tool> tool = tool(http, request);
        tool.ifPresent(called -> HeaderChecks.parameters(http, called, arguments(request)));
        if (tool.filter(called -> called.taskSupport() == TaskSupport.required).isPresent()) {
            Protocol.requireTasks(meta);
        }
        call(http, request, meta, method, tool);
    }

    private void call(
            HttpCall http,
            JsonRpc.Request request,
            RequestMeta meta,
            Method method,
            Optional<Tool> tool) {
        Map<String, Object> given = rounds.given(request, http.caller());
        Answer answer = http.answer(keepAlive);
        StatelessClient client =
                new StatelessClient(request, answer, meta, http.caller(), given, tasks, results);
        if (tool.filter(called -> called.taskSupport() != TaskSupport.forbidden).isPresent()) {
            client.answerWithTask(Optional.empty());
        }
        McpRequest call =
                new McpRequest(
                        request.method(),
                        request.params(),
                        client,
                        http.caller(),
                        http.carriedProperties());
        Failures.call(method, call)
                .whenComplete(
                        new StatelessCall(request, http.caller(), client, answer, rounds, results)
                                ::finished);
    }

    private Method method(String name, RequestMeta meta) {
        if (name.equals(Protocol.DISCOVER)) {
            return request -> CompletableFuture.completedFuture(discover());
        }
        Optional<Method> taskMethod = tasks.method(name);
        if (taskMethod.isPresent()) {
            Protocol.requireTasks(meta);
            return taskMethod.get();
        }
        return features.find(name).orElseThrow(() -> Failures.methodNotFound(name));
    }

    private Map<String, Object> discover() {
        Map<String, Object> capabilities = new LinkedHashMap<>(settings.capabilities());
        capabilities.putAll(Protocol.TASKS);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("supportedVersions", Protocol.supportedVersions());
        result.put("capabilities", capabilities);
        settings.addInstructions(result);
        return result;
    }

    private Optional<Tool> tool(HttpCall http, JsonRpc.Request request) {
        return request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                        && request.params().get("name") instanceof String name
                ? features.tools().find(name, http.offered())
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(JsonRpc.Request request) {
        return request.params().get("arguments") instanceof Map<?, ?> arguments
                ? (Map<String, Object>) arguments
                : Map.of();
    }
}
