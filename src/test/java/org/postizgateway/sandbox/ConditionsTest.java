package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.state.TokenState;

/** What a differently configured or ailing Postiz answers. */
class ConditionsTest extends RunningSandbox {

    private static final String VIDEO =
            """
            {"type":"veo3","output":"vertical","customParams":{"prompt":"a cat","images":[]}}""";

    private static HttpResponse<String> create(String platform) throws Exception {
        String id = sandbox.organization(DefaultOrganizations.KEY).channelOn(platform).id();
        return client.post("/public/v1/posts", SandboxClient.create(id, "hello"));
    }

    private static String discord() {
        return sandbox.organization(DefaultOrganizations.KEY).channelOn("discord").id();
    }

    private static HttpResponse<String> trigger() throws Exception {
        return client.post(
                "/public/v1/integration-trigger/" + discord(), "{\"methodName\":\"channels\"}");
    }

    private static JsonNode triggerTool() throws Exception {
        return client.tool(
                "triggerTool",
                "{\"integrationId\":\"%s\",\"methodName\":\"channels\",\"dataSchema\":[]}"
                        .formatted(discord()));
    }

    @Test
    void a_proxy_gives_up_on_a_video_that_is_finished_later() throws Exception {
        sandbox.conditions().setVideoDuration(Duration.ofMillis(700));
        sandbox.conditions().setProxyReadTimeout(Duration.ofMillis(100));

        HttpResponse<String> answer = client.post("/public/v1/generate-video", VIDEO);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("nginx");
        assertThat(sandbox.media().all()).isEmpty();
        await().untilAsserted(() -> assertThat(sandbox.media().all()).hasSize(1));
    }

    @Test
    void a_video_is_finished_though_its_caller_left() throws Exception {
        sandbox.conditions().setVideoDuration(Duration.ofMillis(500));

        assertThatThrownBy(
                        () ->
                                client.send(
                                        client.request("/public/v1/generate-video")
                                                .timeout(Duration.ofMillis(100))
                                                .header("Content-Type", "application/json")
                                                .POST(
                                                        java.net.http.HttpRequest.BodyPublishers
                                                                .ofString(VIDEO))))
                .isInstanceOf(HttpTimeoutException.class);
        await().untilAsserted(() -> assertThat(sandbox.media().all()).hasSize(1));
    }

    @Test
    void a_failed_generation_gives_the_credit_back() throws Exception {
        int before = sandbox.organization(DefaultOrganizations.KEY).videoCredits();
        sandbox.conditions().setVideoGeneratorDown(true);

        assertThat(client.post("/public/v1/generate-video", VIDEO).statusCode()).isEqualTo(500);
        assertThat(sandbox.organization(DefaultOrganizations.KEY).videoCredits()).isEqualTo(before);
    }

    @Test
    void plain_media_are_drawn_once_whatever_the_prompt() throws Exception {
        sandbox.conditions().setPlainMedia(true);

        client.tool("generateImageTool", "{\"prompt\":\"a red fox\"}");
        client.tool("generateImageTool", "{\"prompt\":\"a blue whale\"}");

        assertThat(sandbox.media().all().get(0).bytes())
                .isSameAs(sandbox.media().all().get(1).bytes());
        assertThat(sandbox.media().all().get(1).prompt()).hasValue("a blue whale");
    }

    @Test
    void trial_credits_and_safety_refuse_videos() throws Exception {
        sandbox.conditions().setTrial(true);
        assertThat(client.post("/public/v1/generate-video", VIDEO).statusCode()).isEqualTo(406);
        sandbox.conditions().setTrial(false);
        sandbox.conditions().setSafetyCategories("violence");
        assertThat(client.post("/public/v1/generate-video", VIDEO).statusCode()).isEqualTo(422);
        sandbox.conditions().setOutOfVideoCredits(true);
        assertThat(client.post("/public/v1/generate-video", VIDEO).statusCode()).isEqualTo(402);
    }

    @Test
    void without_generators_there_are_no_options() throws Exception {
        sandbox.conditions().setVideoGenerators(Set.of());

        assertThat(client.tool("generateVideoOptions", "{}").path("structuredContent").toString())
                .isEqualTo("{\"video\":[]}");
        assertThat(client.post("/public/v1/generate-video", VIDEO).statusCode()).isEqualTo(400);
    }

    @Test
    void media_urls_have_to_contain_the_domain_when_one_is_set() throws Exception {
        sandbox.conditions().setRestrictedUploadDomain("uploads.postiz.example");

        HttpResponse<String> answer =
                client.post(
                        "/public/v1/upload-from-url", "{\"url\":\"https://media.example/a.png\"}");

        assertThat(answer.body()).contains("URL must contain the domain: uploads.postiz.example");
    }

    @Test
    void an_expired_token_shows_in_helper_calls() throws Exception {
        sandbox.conditions().getTokens().put(discord(), TokenState.EXPIRED);
        assertThat(trigger().statusCode()).isEqualTo(201);

        sandbox.conditions().getTokens().put(discord(), TokenState.REFRESH_FAILS);
        assertThat(trigger().body()).contains("Channel disconnected due to expired token");
        assertThat(triggerTool().toString()).contains("was disconnected because its token expired");

        sandbox.conditions().getTokens().put(discord(), TokenState.REJECTED_AGAIN);
        assertThat(triggerTool().toString()).contains("even after refreshing the token");
    }

    @Test
    void creates_are_limited_and_a_rejection_blocks_for_an_hour() throws Exception {
        sandbox.conditions().setRateLimit(2);
        assertThat(create("x").headers().firstValue("x-ratelimit-remaining")).hasValue("1");
        assertThat(create("x").statusCode()).isEqualTo(201);
        sandbox.clock().advance(Duration.ofMinutes(59));
        assertThat(create("x").headers().firstValue("retry-after")).hasValue("3600");

        sandbox.clock().advance(Duration.ofMinutes(59));
        assertThat(create("x").statusCode()).isEqualTo(429);

        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(create("x").statusCode()).isEqualTo(201);
    }

    @Test
    void publishing_fails_on_demand() throws Exception {
        create("x");
        sandbox.conditions().setPublishError("The network is down");

        sandbox.clock().advance(Duration.ofDays(365 * 80));

        assertThat(sandbox.posts().all())
                .singleElement()
                .satisfies(post -> assertThat(post.error()).hasValue("The network is down"));
    }

    @Test
    void kick_refuses_every_post_and_a_verified_channel_takes_longer_ones() throws Exception {
        assertThat(create("kick").body())
                .contains("an unknown value was passed to the validate function");

        String verified =
                sandbox.organization(DefaultOrganizations.KEY).channels().stream()
                        .filter(channel -> channel.verified())
                        .findFirst()
                        .orElseThrow()
                        .id();
        String longText = "a".repeat(1000);
        assertThat(
                        client.post("/public/v1/posts", SandboxClient.create(verified, longText))
                                .statusCode())
                .isEqualTo(201);
    }
}
