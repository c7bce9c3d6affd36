package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostizMcpToolsListActionTest extends KameletContract {

    private static final Map<String, Object> REQUEST =
            Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list");

    @Override
    String kamelet() {
        return "postiz-mcp-tools-list-action";
    }

    @Override
    String request() {
        return "POST /mcp";
    }

    @Override
    String answer() {
        return """
               {"result": {"tools": [{"name": "groupList"}]}, "jsonrpc": "2.0", "id": 1}
               """;
    }

    @Override
    Set<String> furtherHeaders() {
        return Set.of("Accept", "Content-Length", "Content-Type");
    }

    @Override
    String authorization(String key) {
        return "Bearer " + key;
    }

    @Test
    void asksForTheListWhateverTheBody() throws Exception {
        answers(success());

        call("direct:call", Map.of(), Map.of("method", "tools/call"));

        assertThat(json.readValue(onlyRequest().getBody(), Object.class)).isEqualTo(REQUEST);
        assertThat(onlyRequest().getHeader("Content-Type")).isEqualTo("application/json");
    }
}
