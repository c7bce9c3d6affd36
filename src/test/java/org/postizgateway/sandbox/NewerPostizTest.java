package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.sandbox.state.PostizVersion;

/** What the sandbox does as a newer Postiz (contract of the newer one) and does not as an older. */
class NewerPostizTest extends NewerSandbox {

    private static List<String> tools(String door) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        client.request(door)
                                .setHeader("Authorization", "Bearer " + DefaultOrganizations.KEY)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")));
        return SandboxClient.json(answer).path("result").path("tools").findValuesAsText("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-protected-resource/mcp-oauth-dynamic",
                "/.well-known/oauth-authorization-server/mcp-oauth-dynamic",
                "/public/v1/me",
                "/public/v1/media?page=1",
            })
    void what_the_newer_one_has_the_older_one_lacks(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(200);

        sandbox.conditions().setPostiz(PostizVersion.AUGUST_2026);

        HttpResponse<String> older = client.get(path);
        assertThat(older.statusCode()).isEqualTo(404);
        assertThat(older.body()).contains("Cannot GET " + path);
    }

    @ParameterizedTest
    @CsvSource({
        "mcp-oauth, mcp-oauth-dynamic",
        "mcp-oauth-claude, mcp-oauth-dynamic",
        "mcp-oauth-dynamic, mcp-oauth-dynamic",
        "mcp-oauth-chatgpt, mcp-oauth-chatgpt",
    })
    void every_door_names_its_authorization_server(String door, String issuer) throws Exception {
        JsonNode resource =
                SandboxClient.json(client.get("/.well-known/oauth-protected-resource/" + door));
        JsonNode server =
                SandboxClient.json(client.get("/.well-known/oauth-authorization-server/" + issuer));

        String name = sandbox.baseUrl() + "/" + issuer;
        assertThat(resource.path("authorization_servers").get(0).asText()).isEqualTo(name);
        assertThat(server.path("issuer").asText()).isEqualTo(name);
        assertThat(server.path("token_endpoint_auth_methods_supported"))
                .extracting(JsonNode::asText)
                .contains("client_secret_basic");
        assertThat(client.get("/.well-known/oauth-authorization-server/mcp-oauth").statusCode())
                .isEqualTo(404);
    }

    @Test
    void each_door_has_its_tools() throws Exception {
        assertThat(tools("/mcp")).contains("videoStatusTool", "mediaListTool", "ask_postiz");
        assertThat(tools("/mcp-oauth-dynamic"))
                .contains("videoStatusTool", "mediaListTool")
                .doesNotContain("ask_postiz");
        assertThat(tools("/mcp-oauth-claude"))
                .contains("mediaListTool")
                .doesNotContain("videoStatusTool", "generateVideoTool");
    }

    @Test
    void a_schedule_in_the_past_is_refused_over_both_surfaces() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        String rest = SandboxClient.create(x, "<p>a</p>").replace("2099", "2020");
        String mcp =
                """
                {"socialPost":[{"integrationId":"%s","isPremium":false,"shortLink":false,
                 "date":"2020-01-01T00:00:00Z","type":"schedule",
                 "postsAndComments":[{"content":"<p>a</p>","attachments":[]}],
                 "settings":[{"key":"who_can_reply_post","value":"everyone"}]}]}"""
                        .formatted(x);

        HttpResponse<String> refused = client.post("/public/v1/posts", rest);
        JsonNode thrown = client.tool("integrationSchedulePostTool", mcp);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is in the past - saving would publish immediately");
        assertThat(thrown.path("isError").asBoolean()).isTrue();
        assertThat(thrown.toString()).contains("is in the past - saving would publish immediately");
        assertThat(sandbox.posts().all()).isEmpty();
    }

    @Test
    void a_failed_post_says_why_and_attachments_are_shown_when_asked_for() throws Exception {
        sandbox.conditions().setPublishError("The image is too large for X.");
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        client.post("/public/v1/posts", SandboxClient.create(x, "<p>a</p>"));
        sandbox.clock().advance(Duration.ofDays(365 * 80));

        String period = "?startDate=2099-01-01T00:00:00Z&endDate=2099-12-31T00:00:00Z";
        JsonNode plain =
                SandboxClient.json(client.get("/public/v1/posts" + period)).path("posts").get(0);
        JsonNode full =
                SandboxClient.json(
                                client.get(
                                        "/public/v1/posts" + period + "&includeAttachments=true"))
                        .path("posts")
                        .get(0);

        assertThat(plain.path("error").asText()).isEqualTo("The image is too large for X.");
        assertThat(plain.has("attachments")).isFalse();
        assertThat(full.path("attachments").isArray()).isTrue();
    }

    @Test
    void attachments_of_a_waiting_post_are_replaced() throws Exception {
        String x = sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
        JsonNode created =
                SandboxClient.json(
                        client.post("/public/v1/posts", SandboxClient.create(x, "<p>a</p>")));
        String id = created.get(0).path("postId").asText();

        int replaced =
                put(
                        "/public/v1/posts/" + id + "/attachments",
                        "{\"attachments\":[{\"id\":\"m7\",\"path\":\"https://cdn.example.com/a.png\"}]}");
        int unknown = put("/public/v1/posts/none/attachments", "{\"attachments\":[]}");

        assertThat(replaced).isEqualTo(200);
        assertThat(unknown).isEqualTo(404);
        assertThat(sandbox.posts().all().get(0).image().toString()).contains("a.png");
    }

    private static int put(String path, String body) throws Exception {
        return client.send(
                        client.request(path)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void arguments_that_do_not_fit_are_repeated_in_full() throws Exception {
        String refused =
                client.tool("integrationList", "{\"group\":5,\"x\":\"" + "a".repeat(900) + "\"}")
                        .path("content")
                        .get(0)
                        .path("text")
                        .asText();

        assertThat(refused).startsWith("Tool validation failed.").contains("a".repeat(900));
    }

    @Test
    void a_client_can_show_its_secret_in_the_header_at_the_newer_one_only() throws Exception {
        JsonNode registered =
                SandboxClient.json(
                        client.post(
                                "/oauth/register",
                                "{\"redirect_uris\":[\"cursor://back\"],"
                                        + "\"token_endpoint_auth_method\":\"client_secret_basic\"}"));
        String pair =
                registered.path("client_id").asText()
                        + ":"
                        + registered.path("client_secret").asText();

        assertThat(registered.path("token_endpoint_auth_method").asText())
                .isEqualTo("client_secret_basic");
        assertThat(redeem(pair).body()).contains("invalid_grant");
        assertThat(redeem(pair + "x").body()).contains("invalid_client");
        sandbox.conditions().setPostiz(PostizVersion.AUGUST_2026);
        assertThat(redeem(pair).body()).contains("client_id must be a string");
    }

    private static HttpResponse<String> redeem(String pair) throws Exception {
        String basic = Base64.getEncoder().encodeToString(pair.getBytes());
        return client.send(
                client.request("/oauth/token")
                        .setHeader("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"grant_type\":\"authorization_code\",\"code\":\"none\"}")));
    }

    @Test
    void in_a_container_the_documents_are_lost_behind_the_web_interface() throws Exception {
        sandbox.conditions().setInContainer(true);

        assertThat(client.get("/api/public/v1/is-connected").statusCode()).isEqualTo(200);
        assertThat(client.get("/.well-known/oauth-protected-resource/mcp-oauth").statusCode())
                .isEqualTo(307);
        JsonNode below =
                SandboxClient.json(
                        client.get("/api/.well-known/oauth-protected-resource/mcp-oauth"));
        assertThat(below.path("resource").asText()).isEqualTo(sandbox.baseUrl() + "/mcp-oauth");
    }
}
