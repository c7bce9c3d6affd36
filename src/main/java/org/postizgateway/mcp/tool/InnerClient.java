package org.postizgateway.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.ForwardingClient;
import org.postizgateway.mcp.McpClient;

/**
 * The caller of a tool whose route calls another tool, as the inner one sees it. Questions are told
 * apart from those of the outer one by their keys, and the answer is the outer one's to give.
 */
final class InnerClient extends ForwardingClient {

    private final String prefix;
    private final CompletionStage<Boolean> answered;

    /**
     * @param prefix of the keys; the same whenever the outer route runs again
     * @param answered whether the result of the outer route has reached the caller
     */
    InnerClient(McpClient outer, String prefix, CompletionStage<Boolean> answered) {
        super(outer);
        this.prefix = prefix;
        this.answered = answered;
    }

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        Map<String, Map<String, Object>> prefixed = new LinkedHashMap<>();
        inputs.forEach((key, input) -> prefixed.put(prefix + key, input));
        return super.ask(prefixed).thenApply(answers -> answers.map(this::withoutPrefix));
    }

    private Map<String, Object> withoutPrefix(Map<String, Object> answers) {
        Map<String, Object> own = new LinkedHashMap<>();
        answers.forEach((key, answer) -> own.put(key.substring(prefix.length()), answer));
        return own;
    }

    @Override
    public boolean takesTasks() {
        return false;
    }

    @Override
    public void answerWithTask(Optional<String> taskId) {}

    @Override
    public void answerEarly(CompletionStage<Map<String, Object>> outcome) {}

    /** What the outer route failed of is no answer with the result of the inner one. */
    @Override
    public CompletionStage<Boolean> answered() {
        return answered;
    }
}
