package org.postizgateway.routetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls tools at a door as an agent does, in MCP 2026-07-28, and answers what it is asked. */
final class ToolCaller {

    private static final String VERSION = "2026-07-28";
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
    private static final Pattern EVENT = Pattern.compile("(?m)^data: ?(.*)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI gateway;

    /**
     * @param gateway origin of the front doors
     */
    ToolCaller(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * @param answers to the questions that the tool may ask; without any it is told that the caller
     *     cannot be asked
     */
    ToolAnswer call(RouteTest test, String tool, JsonNode arguments, List<RouteTest.Answer> answers)
            throws IOException, InterruptedException {
        ObjectNode params = JSON.createObjectNode();
        params.put("name", tool);
        params.set("arguments", arguments == null ? JSON.createObjectNode() : arguments);
        ObjectNode meta = params.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", VERSION);
        ObjectNode capabilities = meta.putObject("io.modelcontextprotocol/clientCapabilities");
        if (!answers.isEmpty()) {
            capabilities.putObject("elicitation");
        }
        List<String> questions = new ArrayList<>();
        while (true) {
            HttpResponse<String> response = send(test, tool, params);
            JsonNode message = message(response.body());
            JsonNode result = message.path("result");
            if (result.isMissingNode()) {
                String refusal = message.path("error").path("message").asText(response.body());
                return ToolAnswer.refused(response.statusCode(), refusal, questions);
            }
            if (!result.path("resultType").asText().equals("input_required")) {
                return new ToolAnswer(response.statusCode(), result, "", List.copyOf(questions));
            }
            ObjectNode given = params.putObject("inputResponses");
            Iterator<Map.Entry<String, JsonNode>> asked = result.path("inputRequests").fields();
            while (asked.hasNext()) {
                Map.Entry<String, JsonNode> question = asked.next();
                String words = question.getValue().path("params").path("message").asText();
                if (questions.size() == answers.size()) {
                    return ToolAnswer.refused(
                            response.statusCode(), "The tool asks: " + words, questions);
                }
                RouteTest.Answer answer = answers.get(questions.size());
                questions.add(words);
                ObjectNode reply = given.putObject(question.getKey());
                reply.put("action", answer.action());
                if (answer.content() != null) {
                    reply.set("content", answer.content());
                }
            }
            params.set("requestState", result.path("requestState"));
        }
    }

    private HttpResponse<String> send(RouteTest test, String tool, ObjectNode params)
            throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
        request.set("params", params);
        HttpRequest.Builder post =
                HttpRequest.newBuilder(gateway.resolve(test.door()))
                        .timeout(LONGEST_CALL)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", VERSION)
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", tool)
                        .POST(BodyPublishers.ofString(request.toString()));
        if (!test.caller().isEmpty()) {
            post.header("Authorization", "Bearer " + test.caller());
        }
        return http.send(post.build(), BodyHandlers.ofString());
    }

    /** The last message of a stream, or the only one. */
    private static JsonNode message(String body) {
        String last = body;
        Matcher event = EVENT.matcher(body);
        while (event.find()) {
            last = event.group(1);
        }
        try {
            return JSON.readTree(last);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
