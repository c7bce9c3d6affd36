package org.postizgateway.mcp.handshake;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.McpClient;
import org.postizgateway.mcp.protocol.Answer;
import org.postizgateway.mcp.protocol.Failures;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.NotificationParams;
import org.postizgateway.mcp.protocol.RequiredCapability;

/** Talks to the caller of one request over the stream that answers it. */
final class HandshakeClient implements McpClient {

    private static final TypeRef<Map<String, Object>> OBJECT = new TypeRef<>() {};

    private final McpLoggableSession stream;
    private final Map<String, Object> capabilities;
    private final Optional<Object> progressToken;
    private final JsonRpc.Request request;
    private final Answer answer;

    HandshakeClient(
            McpLoggableSession stream,
            Map<String, Object> capabilities,
            Optional<Object> progressToken,
            JsonRpc.Request request,
            Answer answer) {
        this.stream = stream;
        this.capabilities = capabilities;
        this.progressToken = progressToken;
        this.request = request;
        this.answer = answer;
    }

    @Override
    public Map<String, Object> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<Object> progressToken() {
        return progressToken;
    }

    @Override
    public void progress(Map<String, Object> params) {
        progressToken.ifPresent(
                token ->
                        send(
                                McpSchema.METHOD_NOTIFICATION_PROGRESS,
                                NotificationParams.progress(token, params)));
    }

    @Override
    public void log(String level, Map<String, Object> params) {
        if (stream.isNotificationForLevelAllowed(
                McpSchema.LoggingLevel.valueOf(level.toUpperCase(Locale.ROOT)))) {
            send(McpSchema.METHOD_NOTIFICATION_MESSAGE, NotificationParams.log(level, params));
        }
    }

    private void send(String method, Map<String, Object> params) {
        stream.sendNotification(method, params).subscribe(nothing -> {}, failure -> {});
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        Map<String, Map<String, Object>> possible = new LinkedHashMap<>(inputs);
        possible.values().removeIf(input -> !RequiredCapability.of(input).isIn(capabilities));
        if (possible.isEmpty()) {
            return CompletableFuture.failedFuture(unsupported(inputs));
        }
        if (!answer.canStream()) {
            return CompletableFuture.failedFuture(
                    new ClientCannotAnswerException(
                            "This call asks its caller something on the way, so it needs an answer as a"
                                    + " stream: Accept must allow text/event-stream"));
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, Map<String, Object>> input : possible.entrySet()) {
            all =
                    all.thenCompose(nothing -> askOne(input.getValue()))
                            .thenAccept(answer -> answers.put(input.getKey(), answer));
        }
        CompletableFuture<Optional<Map<String, Object>>> answered =
                all.thenApply(nothing -> Optional.of(answers));
        answer.cancelled()
                .thenRun(
                        () ->
                                answered.completeExceptionally(
                                        new ClientCannotAnswerException("The call was cancelled")));
        return answered;
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Map<String, Object>> askOne(Map<String, Object> input) {
        String method = (String) input.get("method");
        Map<String, Object> params = (Map<String, Object>) input.getOrDefault("params", Map.of());
        return stream.sendRequest(method, params, OBJECT)
                .onErrorMap(TimeoutException.class, e -> noAnswer(method, "in time"))
                .onErrorMap(McpError.class, e -> noAnswer(method, "but failed: " + e.getMessage()))
                .onErrorMap(
                        e -> !(e instanceof ClientCannotAnswerException),
                        e -> noAnswer(method, "before its session ended"))
                .toFuture();
    }

    private static RuntimeException unsupported(Map<String, Map<String, Object>> inputs) {
        return new ClientCannotAnswerException(
                "This call needs a client that supports "
                        + inputs.values().stream()
                                .map(input -> RequiredCapability.of(input).toString())
                                .distinct()
                                .collect(Collectors.joining(" or "))
                        + ", in a session that it began with initialize");
    }

    private static RuntimeException noAnswer(String method, String when) {
        return new ClientCannotAnswerException("The client did not answer " + method + " " + when);
    }

    @Override
    public void answerEarly(CompletionStage<Map<String, Object>> outcome) {
        outcome.whenComplete(
                (result, failure) -> answer.finishEarly(response(request, result, failure)));
    }

    /** What a method returned or failed of, as a response. */
    static Map<String, Object> response(
            JsonRpc.Request request, Map<String, Object> result, Throwable failure) {
        return failure != null
                ? JsonRpc.error(request.id(), Failures.of(failure, request.method()))
                : JsonRpc.result(request.id(), ObjectContent.only(result));
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return answer.cancelled();
    }

    @Override
    public CompletionStage<Boolean> answered() {
        return answer.answered();
    }
}
