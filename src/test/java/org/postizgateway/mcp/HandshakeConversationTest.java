package org.postizgateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java client holds a conversation with a tool that is nothing but a route. */
class HandshakeConversationTest {

    @AutoClose
    private final McpTestServer server =
            McpTestServer.serving(
                    routes ->
                            routes.from(
                                            "ai-tool:greet?description=Greets&parameter.name=string"
                                                    + "&parameter.name.required=true"
                                                    + "&outputParameter.greeting=string&readOnlyHint=true")
                                    .setBody(
                                            e ->
                                                    Map.of(
                                                            "greeting",
                                                            "Hello "
                                                                    + e.getMessage()
                                                                            .getHeader("name"))));

    private McpSyncClient client;

    @BeforeEach
    void connect() {
        client =
                McpClient.sync(HttpClientStreamableHttpTransport.builder(server.url()).build())
                        .build();
        client.initialize();
    }

    @AfterEach
    void leave() {
        client.closeGracefully();
    }

    @Test
    void a_tool_is_listed_as_its_route_declares_it() {
        McpSchema.Tool tool = client.listTools().tools().get(0);

        assertThat(tool.name()).isEqualTo("greet");
        assertThat(tool.inputSchema()).containsEntry("required", java.util.List.of("name"));
        assertThat(tool.annotations().readOnlyHint()).isTrue();
    }

    @Test
    void the_body_at_the_end_of_the_route_is_the_structured_result() {
        McpSchema.CallToolResult result = call(Map.of("name", "Ada"));

        assertThat(result.isError()).isFalse();
        assertThat(result.structuredContent()).isEqualTo(Map.of("greeting", "Hello Ada"));
    }

    @Test
    void arguments_that_do_not_fit_are_a_tool_error_that_names_the_field() {
        McpSchema.CallToolResult result = call(Map.of("name", 5));

        assertThat(result.isError()).isTrue();
        assertThat(((McpSchema.TextContent) result.content().get(0)).text())
                .contains("- name must be a text.");
    }

    private McpSchema.CallToolResult call(Map<String, Object> arguments) {
        return client.callTool(new McpSchema.CallToolRequest("greet", arguments));
    }
}
