package org.postizgateway.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A caller as another one, but for what a subclass says otherwise. */
public abstract class ForwardingClient implements McpClient {

    private final McpClient client;

    protected ForwardingClient(McpClient client) {
        this.client = client;
    }

    @Override
    public Map<String, Object> capabilities() {
        return client.capabilities();
    }

    @Override
    public Optional<Object> progressToken() {
        return client.progressToken();
    }

    @Override
    public void progress(Map<String, Object> params) {
        client.progress(params);
    }

    @Override
    public void log(String level, Map<String, Object> params) {
        client.log(level, params);
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        return client.ask(inputs);
    }

    @Override
    public Map<String, Map<String, Object>> unanswered() {
        return client.unanswered();
    }

    @Override
    public Duration timeAsked() {
        return client.timeAsked();
    }

    @Override
    public boolean takesTasks() {
        return client.takesTasks();
    }

    @Override
    public void answerWithTask(Optional<String> taskId) {
        client.answerWithTask(taskId);
    }

    @Override
    public boolean isAnswered() {
        return client.isAnswered();
    }

    @Override
    public void answerEarly(CompletionStage<Map<String, Object>> outcome) {
        client.answerEarly(outcome);
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return client.cancelled();
    }

    @Override
    public CompletionStage<Boolean> answered() {
        return client.answered();
    }
}
