package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What the MCP server does that nobody recorded (contract, sections 2.1 and 2.4). */
class McpServerTest extends RunningSandbox {

    private static HttpRequest.Builder mcp() {
        return client.request("/mcp")
                .setHeader("Authorization", "Bearer " + DefaultOrganizations.KEY)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(String message) throws Exception {
        return client.send(mcp().POST(BodyPublishers.ofString(message)));
    }

    @Test
    void a_notification_is_accepted_without_an_answer() throws Exception {
        HttpResponse<String> answer =
                send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_batch_is_answered_by_a_list() throws Exception {
        HttpResponse<String> answer =
                send(
                        """
                        [{"jsonrpc":"2.0","id":1,"method":"ping"},
                         {"jsonrpc":"2.0","method":"notifications/initialized"},
                         {"jsonrpc":"2.0","id":2,"method":"nope"}]""");

        JsonNode list = SandboxClient.json(answer);
        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("result").isObject()).isTrue();
        assertThat(list.get(1).path("error").path("code").asInt()).isEqualTo(-32601);
    }

    @Test
    void other_verbs_are_not_allowed() throws Exception {
        HttpResponse<String> answer = client.send(mcp().PUT(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("GET, POST, DELETE");
    }

    @Test
    void a_date_that_cannot_be_read_fails_after_earlier_items_were_created() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        String item =
                """
                {"integrationId":"%s","isPremium":false,"shortLink":false,"date":"%s",
                 "type":"schedule","postsAndComments":[{"content":"hello","attachments":[]}],
                 "settings":[{"key":"who_can_reply_post","value":"everyone"}]}""";

        JsonNode result =
                client.tool(
                        "integrationSchedulePostTool",
                        "{\"socialPost\":["
                                + item.formatted(x, "2099-01-01")
                                + ","
                                + item.formatted(x, "someday")
                                + "]}");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(sandbox.posts().all()).hasSize(1);
    }

    @Test
    void nothing_is_created_when_a_later_item_is_not_valid() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        String item =
                """
                {"integrationId":"%s","isPremium":false,"shortLink":false,"date":"2099-01-01",
                 "type":"schedule","postsAndComments":[{"content":"%s","attachments":[]}],
                 "settings":[{"key":"who_can_reply_post","value":"everyone"}]}""";

        JsonNode result =
                client.tool(
                        "integrationSchedulePostTool",
                        "{\"socialPost\":["
                                + item.formatted(x, "fine")
                                + ","
                                + item.formatted(x, "a".repeat(281))
                                + "]}");

        assertThat(result.path("structuredContent").path("output").path("errors").asText())
                .startsWith("Acme on X: The maximum characters is 280");
        assertThat(sandbox.posts().all()).isEmpty();
    }
}
