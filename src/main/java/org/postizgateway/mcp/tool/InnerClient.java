package org.postizgateway.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.McpClient;

/**
 * The caller of a tool whose route calls another tool, as the inner one sees it. Questions are told
 * apart from those of the outer one by their keys, and the answer is the outer one's to give.
 *
 * @param prefix of the keys; the same whenever the outer route runs again
 */
record InnerClient(McpClient outer, String prefix) implements McpClient {

    @Override
    public Map<String, Object> capabilities() {
        return outer.capabilities();
    }

    @Override
    public Optional<Object> progressToken() {
        return outer.progressToken();
    }

    @Override
    public void progress(Map<String, Object> params) {
        outer.progress(params);
    }

    @Override
    public void log(String level, Map<String, Object> params) {
        outer.log(level, params);
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        Map<String, Map<String, Object>> prefixed = new LinkedHashMap<>();
        inputs.forEach((key, input) -> prefixed.put(prefix + key, input));
        return outer.ask(prefixed).thenApply(answers -> answers.map(this::withoutPrefix));
    }

    private Map<String, Object> withoutPrefix(Map<String, Object> answers) {
        Map<String, Object> own = new LinkedHashMap<>();
        answers.forEach((key, answer) -> own.put(key.substring(prefix.length()), answer));
        return own;
    }

    @Override
    public Map<String, Map<String, Object>> unanswered() {
        return outer.unanswered();
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return outer.cancelled();
    }

    @Override
    public CompletionStage<Boolean> answered() {
        return outer.answered();
    }
}
