package org.postizgateway.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.mcp.Json;

/** An agent that calls tools at the front door, without a session. */
public record Caller(int port, String apiKey) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Longer than any call may take. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    public Answer call(String tool, Map<String, ?> arguments) {
        return send(tool, arguments).join();
    }

    /** A call that is told of progress. */
    Answer listen(String tool, Map<String, ?> arguments) {
        return sendListening(tool, arguments).join();
    }

    public CompletableFuture<Answer> send(String tool, Map<String, ?> arguments) {
        return request("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    CompletableFuture<Answer> sendListening(String tool, Map<String, ?> arguments) {
        Map<String, Object> meta = Map.of("progressToken", "p");
        return request("tools/call", Map.of("name", tool, "arguments", arguments, "_meta", meta));
    }

    public CompletableFuture<Answer> request(String method, Map<String, ?> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", 1);
        message.put("method", method);
        message.put("params", params);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + apiKey)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(Json.write(message)))
                        .build();
        Answer.Lines lines = new Answer.Lines();
        return HTTP.sendAsync(request, BodyHandlers.fromLineSubscriber(lines))
                .thenApply(response -> lines.answer(response.statusCode()));
    }
}
