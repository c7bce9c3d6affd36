package org.postizgateway.mcp.stateless;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpClient;
import org.postizgateway.mcp.protocol.Answer;
import org.postizgateway.mcp.protocol.Failures;
import org.postizgateway.mcp.protocol.JsonRpc;
import org.postizgateway.mcp.protocol.NotificationParams;
import org.postizgateway.mcp.protocol.RequiredCapability;
import org.postizgateway.mcp.task.RunningTask;
import org.postizgateway.mcp.task.Task;
import org.postizgateway.mcp.task.Tasks;

/**
 * Talks to the caller of one request: notifications go before the response, questions are answered
 * by a later request that brings the answers along.
 */
final class StatelessClient implements McpClient {

    private final JsonRpc.Request request;
    private final Answer answer;
    private final RequestMeta meta;
    private final Optional<Principal> caller;
    private final Tasks tasks;
    private final Results results;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private volatile boolean answered;
    private Optional<RunningTask> task = Optional.empty();
    private final Map<String, Object> given;
    private final Map<String, Object> used = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> unanswered = new LinkedHashMap<>();

    /**
     * @param given the answers of this and earlier rounds, by key
     */
    StatelessClient(
            JsonRpc.Request request,
            Answer answer,
            RequestMeta meta,
            Optional<Principal> caller,
            Map<String, Object> given,
            Tasks tasks,
            Results results) {
        this.request = request;
        this.answer = answer;
        this.meta = meta;
        this.caller = caller;
        this.given = given;
        this.tasks = tasks;
        this.results = results;
        answer.cancelled().thenRun(() -> cancelled.complete(null));
    }

    @Override
    public Map<String, Object> capabilities() {
        return meta.capabilities();
    }

    @Override
    public Optional<Object> progressToken() {
        return meta.progressToken();
    }

    @Override
    public void progress(Map<String, Object> params) {
        meta.progressToken()
                .ifPresent(
                        token ->
                                send(
                                        McpSchema.METHOD_NOTIFICATION_PROGRESS,
                                        NotificationParams.progress(token, params)));
    }

    @Override
    public void log(String level, Map<String, Object> params) {
        LoggingLevel wanted = LoggingLevel.valueOf(level.toUpperCase(Locale.ROOT));
        if (meta.logLevel().filter(lowest -> wanted.level() >= lowest.level()).isPresent()) {
            send(McpSchema.METHOD_NOTIFICATION_MESSAGE, NotificationParams.log(level, params));
        }
    }

    private void send(String method, Map<String, Object> params) {
        answer.send(JsonRpc.notification(method, params));
    }

    @Override
    public synchronized CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        Map<String, Map<String, Object>> possible = new LinkedHashMap<>(inputs);
        possible.values()
                .removeIf(input -> !RequiredCapability.of(input).isIn(meta.capabilities()));
        if (possible.isEmpty()) {
            return CompletableFuture.failedFuture(
                    Protocol.missingCapability(RequiredCapability.all(inputs.values())));
        }
        if (task.isPresent()) {
            return task.get().ask(possible);
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        possible.forEach(
                (key, question) -> {
                    if (given.containsKey(key)) {
                        answers.put(key, given.get(key));
                    } else {
                        unanswered.put(key, question);
                    }
                });
        used.putAll(answers);
        return CompletableFuture.completedFuture(
                unanswered.isEmpty() ? Optional.of(answers) : Optional.empty());
    }

    @Override
    public synchronized Map<String, Map<String, Object>> unanswered() {
        return Map.copyOf(unanswered);
    }

    /** The answers that the route has taken up, which a next round must not lose. */
    synchronized Map<String, Object> used() {
        return new LinkedHashMap<>(used);
    }

    @Override
    public boolean takesTasks() {
        return meta.hasExtension(Tasks.EXTENSION);
    }

    @Override
    public synchronized void answerWithTask(Optional<String> taskId) {
        if (!takesTasks() || task.isPresent()) {
            return;
        }
        if (taskId.isPresent()) {
            tasks.find(taskId.get(), caller).ifPresent(this::handOut);
        } else {
            RunningTask running = tasks.begin(caller);
            running.cancelled().thenRun(() -> cancelled.complete(null));
            task = Optional.of(running);
            handOut(running.state());
        }
    }

    private void handOut(Task handed) {
        answered = true;
        answer.finishEarly(JsonRpc.result(request.id(), results.typed("task", handed.handle())));
    }

    /** The task that this call was turned into. */
    synchronized Optional<RunningTask> task() {
        return task;
    }

    @Override
    public void answerEarly(CompletionStage<Map<String, Object>> outcome) {
        outcome.whenComplete(
                (result, failure) -> {
                    if (failure == null) {
                        answer.finishEarly(
                                JsonRpc.result(
                                        request.id(), results.complete(request.method(), result)));
                    } else {
                        answer.finishEarly(
                                JsonRpc.error(
                                        request.id(), Failures.of(failure, request.method())));
                    }
                });
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return cancelled;
    }

    @Override
    public CompletionStage<Boolean> answered() {
        return answer.answered();
    }
}
