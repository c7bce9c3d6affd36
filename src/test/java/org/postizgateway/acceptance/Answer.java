package org.postizgateway.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.postizgateway.mcp.Json;

/**
 * What a call was told.
 *
 * @param progress messages before the result, as they came
 * @param text all of it as it went over the wire
 * @param took from sending the request to the end of the answer
 */
public record Answer(JsonNode result, List<Progress> progress, String text, Duration took) {

    /** A progress notification and how long after the request it came. */
    public record Progress(Duration after, double value, String message) {}

    public boolean isError() {
        return result.path("isError").asBoolean();
    }

    /** What a model reads. */
    public String sentence() {
        return result.at("/content/0/text").asText();
    }

    public JsonNode structured() {
        return result.path("structuredContent");
    }

    /** Reads an answer line by line: one JSON document, or events. */
    static final class Lines implements Flow.Subscriber<String> {

        private final Instant start = Instant.now();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<Progress> progress = new ArrayList<>();
        private JsonNode response;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
            String json = line.startsWith("data:") ? line.substring(5).strip() : line;
            if (json.startsWith("{")) {
                message(json);
            }
        }

        private void message(String json) {
            try {
                JsonNode message = Json.mapper().readTree(json);
                if (message.path("method").asText().equals("notifications/progress")) {
                    JsonNode params = message.path("params");
                    progress.add(
                            new Progress(
                                    Duration.between(start, Instant.now()),
                                    params.path("progress").asDouble(),
                                    params.path("message").asText()));
                } else if (message.has("result") || message.has("error")) {
                    response = message;
                }
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + json, e);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            // the request fails with it
        }

        @Override
        public void onComplete() {
            // the request completes
        }

        Answer answer(int status) {
            String text = String.join("\n", lines);
            if (response == null || !response.has("result")) {
                throw new AssertionError("No result: " + status + " " + text);
            }
            return new Answer(
                    response.path("result"),
                    List.copyOf(progress),
                    text,
                    Duration.between(start, Instant.now()));
        }
    }
}
