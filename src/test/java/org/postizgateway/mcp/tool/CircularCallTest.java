package org.postizgateway.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.mcp.McpTestServer;
import org.postizgateway.mcp.wire.HandshakePeer;

/** A tool that calls itself fails with a sentence, and not when the stack is full. */
@Timeout(60)
class CircularCallTest {

    @AutoClose
    private static final McpTestServer SERVER =
            McpTestServer.serving(
                    routes -> routes.from("ai-tool:self?description=x&aliases=me").to("ai-tool:me"),
                    routes -> routes.from("ai-tool:outer?description=x").to("ai-tool:first"),
                    routes -> routes.from("ai-tool:first?description=x").to("direct:way"),
                    routes -> routes.from("direct:way").to("ai-tool:second"),
                    routes -> routes.from("ai-tool:second?description=x").to("seda:way"),
                    routes -> routes.from("seda:way").to("ai-tool:first"),
                    routes -> routes.from("ai-tool:word?description=x").setBody(e -> "word"),
                    routes -> routes.from("ai-tool:inner?description=x").to("ai-tool:word"),
                    routes ->
                            routes.from("ai-tool:twice?description=x")
                                    .to("ai-tool:word")
                                    .setBody(e -> null)
                                    .to("ai-tool:inner"));

    private static Map<String, Object> call(String tool) throws Exception {
        return HandshakePeer.begin(SERVER).result("tools/call", Map.of("name", tool));
    }

    @ParameterizedTest
    @CsvSource({
        "self, The tool self calls itself: self > self.",
        "first, The tool first calls itself: first > second > first.",
        "outer, The tool first calls itself: first > second > first."
    })
    void is_told_with_the_way_that_leads_back(String tool, String sentence) throws Exception {
        Map<String, Object> result = call(tool);

        assertThat(result).containsEntry("isError", true);
        assertThat(result.get("content").toString()).contains(sentence);
    }

    @Test
    void calling_a_tool_twice_is_none() throws Exception {
        assertThat(call("twice").toString()).contains("word", "isError=false");
    }
}
