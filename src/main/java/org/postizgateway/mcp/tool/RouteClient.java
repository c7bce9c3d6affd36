package org.postizgateway.mcp.tool;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.McpClient;

/** A route that calls a tool and serves nobody: there is no one to ask and no one to tell. */
final class RouteClient implements McpClient {

    @Override
    public Map<String, Object> capabilities() {
        return Map.of();
    }

    @Override
    public Optional<Object> progressToken() {
        return Optional.empty();
    }

    @Override
    public void progress(Map<String, Object> params) {}

    @Override
    public void log(String level, Map<String, Object> params) {}

    @Override
    public CompletionStage<Optional<Map<String, Object>>> ask(
            Map<String, Map<String, Object>> inputs) {
        return CompletableFuture.failedFuture(
                new ClientCannotAnswerException(
                        "The tool asks a question, and was called by a route, where nobody can"
                                + " answer. Call it with all that it needs."));
    }

    @Override
    public CompletionStage<Void> cancelled() {
        return new CompletableFuture<>();
    }

    /** What the tool's route ends with, the calling route has. */
    @Override
    public CompletionStage<Boolean> answered() {
        return CompletableFuture.completedFuture(true);
    }
}
