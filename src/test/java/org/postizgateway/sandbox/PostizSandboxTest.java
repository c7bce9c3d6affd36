package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.sandbox.web.ReceivedRequest;

/** The life of posts and media in the sandbox, and what it remembers for tests. */
class PostizSandboxTest extends RunningSandbox {

    private static String x() {
        return sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id();
    }

    @Test
    void a_post_waits_until_it_is_due_and_is_published_with_a_url() throws Exception {
        JsonNode created =
                SandboxClient.json(
                        client.post("/public/v1/posts", SandboxClient.create(x(), "hello")));
        String id = created.get(0).path("postId").asText();
        assertThat(sandbox.posts().find(id).orElseThrow().state()).isEqualTo(PostState.QUEUE);

        sandbox.clock().advance(Duration.ofDays(365 * 80));

        assertThat(sandbox.posts().find(id).orElseThrow().state()).isEqualTo(PostState.PUBLISHED);
        assertThat(sandbox.posts().find(id).orElseThrow().releaseUrl().orElseThrow())
                .startsWith("https://x.com/acme_x/status/");
    }

    @Test
    void a_post_of_a_disabled_channel_ends_as_error() throws Exception {
        String bluesky = sandbox.organization(DefaultOrganizations.KEY).channelOn("bluesky").id();
        client.post("/public/v1/posts", SandboxClient.create(bluesky, "hello"));

        sandbox.clock().advance(Duration.ofDays(365 * 80));

        assertThat(sandbox.posts().all())
                .singleElement()
                .satisfies(post -> assertThat(post.error()).hasValue("Channel disabled"));
    }

    @Test
    void the_create_endpoint_sanitises_content_and_mcp_stores_it_as_it_is() throws Exception {
        client.post(
                "/public/v1/posts",
                SandboxClient.create(x(), "<p>a<script>b</script></p><b>&amp;</b>"));
        client.tool(
                "integrationSchedulePostTool",
                """
                {"socialPost":[{"integrationId":"%s","isPremium":false,"shortLink":false,
                 "date":"2099-01-01T00:00:00Z","type":"schedule",
                 "postsAndComments":[{"content":"<b>bold</b>","attachments":[]}],
                 "settings":[{"key":"who_can_reply_post","value":"everyone"}]}]}"""
                        .formatted(x()));

        assertThat(sandbox.posts().all())
                .extracting(post -> post.content())
                .containsExactly("<p>a</p>&amp;", "<b>bold</b>");
    }

    @Test
    void a_repeating_post_is_listed_once_per_occurrence_on_both_surfaces() throws Exception {
        client.post(
                "/public/v1/posts",
                SandboxClient.create(x(), "weekly").replaceFirst("\\{", "{\"inter\":7,"));

        JsonNode listed =
                SandboxClient.json(
                        client.get("/public/v1/posts?startDate=2099-01-20&endDate=2099-01-31"));
        JsonNode tool =
                client.tool(
                        "postsListTool",
                        "{\"startDate\":\"2099-01-20\",\"endDate\":\"2099-01-31\"}");

        assertThat(listed.path("posts").findValuesAsText("publishDate"))
                .containsExactly(
                        "2099-01-15T10:00:00.000Z",
                        "2099-01-22T10:00:00.000Z",
                        "2099-01-29T10:00:00.000Z");
        assertThat(listed.path("posts").findValuesAsText("actualDate"))
                .containsOnly("2099-01-15T10:00:00.000Z");
        assertThat(tool.path("structuredContent").findValuesAsText("publishDate"))
                .containsExactly(
                        "2099-01-15T10:00:00", "2099-01-22T10:00:00", "2099-01-29T10:00:00");
    }

    @Test
    void a_generated_image_is_a_png_that_is_served() throws Exception {
        JsonNode result = client.tool("generateImageTool", "{\"prompt\":\"a red fox\"}");

        HttpResponse<byte[]> file =
                client.bytes(result.path("structuredContent").path("path").asText());

        assertThat(file.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(file.body())).getWidth()).isEqualTo(1024);
        assertThat(sandbox.media().all().get(0).prompt()).hasValue("a red fox");
    }

    @Test
    void a_generated_video_plays_and_spends_a_credit() throws Exception {
        int before = sandbox.organization(DefaultOrganizations.KEY).videoCredits();
        JsonNode media =
                SandboxClient.json(
                        client.post(
                                "/public/v1/generate-video",
                                """
                                {"type":"veo3","output":"vertical",
                                 "customParams":{"prompt":"a cat","images":[]}}"""));

        byte[] film = client.bytes(media.path("path").asText()).body();

        FrameGrab frames =
                FrameGrab.createFrameGrab(
                        ByteBufferSeekableByteChannel.readFromByteBuffer(
                                java.nio.ByteBuffer.wrap(film)));
        assertThat(frames.getNativeFrame().getHeight()).isEqualTo(320);
        assertThat(sandbox.organization(DefaultOrganizations.KEY).videoCredits())
                .isEqualTo(before - 1);
    }

    @Test
    void an_example_of_the_sandbox_can_be_uploaded_by_its_url_over_both_surfaces()
            throws Exception {
        String url = "{\"url\":\"%s/examples/red-fox.png\"}".formatted(sandbox.baseUrl());

        JsonNode media = SandboxClient.json(client.post("/public/v1/upload-from-url", url));
        JsonNode result = client.tool("uploadFromUrlTool", url).path("structuredContent");

        assertThat(client.bytes(media.path("path").asText()).body())
                .isEqualTo(client.bytes(result.path("path").asText()).body())
                .isEqualTo(client.bytes(sandbox.baseUrl() + "/examples/red-fox.png").body());
    }

    @Test
    void requests_are_remembered_without_credentials() throws Exception {
        client.get("/public/v1/is-connected?apiKey=secret");
        client.tool("groupList", "{}");

        assertThat(sandbox.requests().all())
                .extracting(ReceivedRequest::operation)
                .containsExactly(Operation.IS_CONNECTED, Operation.MCP_GROUP_LIST);
        assertThat(sandbox.requests().all().toString())
                .doesNotContain(DefaultOrganizations.KEY)
                .doesNotContain("secret");
    }

    @Test
    void several_sandboxes_live_side_by_side() throws Exception {
        try (PostizSandbox other = new PostizSandbox(SandboxSettings.forTests()).start()) {
            new SandboxClient(other)
                    .post(
                            "/public/v1/posts",
                            SandboxClient.create(
                                    other.organization(DefaultOrganizations.KEY)
                                            .channelOn("x")
                                            .id(),
                                    "elsewhere"));

            assertThat(other.posts().all()).hasSize(1);
            assertThat(sandbox.posts().all()).isEmpty();
        }
    }
}
