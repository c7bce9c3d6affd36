package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class PostizMcpCallActionTest extends BodyKameletContract {

    @Override
    String kamelet() {
        return "postiz-mcp-call-action?tool=generateImageTool";
    }

    @Override
    String request() {
        return "POST /mcp";
    }

    @Override
    Object body() {
        return Map.of("prompt", "a \"red\" fox\n狐 ${body} {{x}}");
    }

    @Override
    String answer() {
        return """
               {"result": {"structuredContent": {"id": "1", "path": "https://uploads.example/a.png"},
                "isError": false}, "jsonrpc": "2.0", "id": 1}
               """;
    }

    @Override
    Object sentBody() {
        return Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", "generateImageTool", "arguments", body()));
    }

    @Override
    Set<String> furtherHeaders() {
        return Set.of("Accept");
    }

    @Override
    String authorization(String key) {
        return "Bearer " + key;
    }

    @Test
    void readsAnAnswerThatComesAsEventsAndSkipsNotificationsBeforeIt() {
        answers(
                success()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody(
                                """
                                event: message
                                data: {"jsonrpc":"2.0","method":"notifications/progress"}

                                event: message
                                data: {"jsonrpc":"2.0","id":1,"result":{"url":"data: x"}}

                                """));

        Exchange exchange = call("direct:call", Map.of(), body());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(Map.of("jsonrpc", "2.0", "id", 1, "result", Map.of("url", "data: x")));
    }

    @Test
    void sendsArgumentsThatAreJsonTextOnlyIfTheyAreJson() {
        answers(success());

        call("direct:call", Map.of(), "{}},\"method\":\"tools/list\",\"x\":{\"a\":{");

        assertThat(requests())
                .noneMatch(request -> request.getBodyAsString().contains("tools/list"));
    }

    @Test
    void passesOnAnErrorOfTheTool() {
        answers(
                success()
                        .withBody(
                                """
                                {"result": {"content": [{"type": "text", "text": "No"}],
                                 "isError": true}, "jsonrpc": "2.0", "id": 1}"""));

        Exchange exchange = call("direct:call", Map.of(), body());

        assertThat(exchange.getMessage().getBody())
                .extracting("result")
                .isEqualTo(
                        Map.of(
                                "content",
                                List.of(Map.of("type", "text", "text", "No")),
                                "isError",
                                true));
    }
}
