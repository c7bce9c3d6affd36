package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.state.Publishing;
import org.postizgateway.sandbox.state.post.Post;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Changes posts of a Postiz whose clock the gateway shares. */
@TestPropertySource(properties = "policies.draft.again-after=400")
abstract class LifeTest extends ToolRouteTest {

    @TestBean Clock postClock;

    static Clock postClock() {
        return SANDBOX.clock();
    }

    @BeforeEach
    void workflowsAreFoundAfterAMoment() {
        SANDBOX.conditions().setPublishing(Publishing.STANDARD.lagging(Duration.ofMillis(300)));
    }

    /** Date of a post, in minutes from now. */
    static Instant in(int minutes) {
        return SANDBOX.clock()
                .instant()
                .plus(minutes, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.MINUTES);
    }

    String schedule(Instant date, String content) throws Exception {
        return create("schedule", date, content);
    }

    String create(String type, Instant date, String... contents) throws Exception {
        return create(type, date, List.of(contents).stream().map(LifeTest::item).toList());
    }

    String create(String type, Instant date, List<Map<String, Object>> items) throws Exception {
        Map<String, Object> post = new HashMap<>();
        post.put("integrationId", X);
        post.put("type", type);
        post.put("date", date.toString());
        post.put("postsAndComments", items);
        post.put("settings", Map.of("who_can_reply_post", "everyone"));
        return succeed("schedulePostTool", Map.of("socialPost", List.of(post)))
                .at("/output/0/postId")
                .asText();
    }

    /** A draft on any channel, with whatever it is to have. */
    String draft(String channel, List<Map<String, Object>> items, Map<String, Object> settings)
            throws Exception {
        Map<String, Object> post =
                Map.of(
                        "integrationId",
                        channel,
                        "type",
                        "draft",
                        "date",
                        in(60).toString(),
                        "postsAndComments",
                        items,
                        "settings",
                        settings);
        return succeed("schedulePostTool", Map.of("socialPost", List.of(post)))
                .at("/output/0/postId")
                .asText();
    }

    /** A post that was not created through the gateway. */
    static String createdElsewhere(String type, String channel, String settings) throws Exception {
        String request =
                """
                {"type":"%s","date":"%s","shortLink":false,"tags":[],
                 "posts":[{"integration":{"id":"%s"},"settings":%s,"type":"%s",
                           "value":[{"content":"<p>Elsewhere</p>","image":[]}]}]}"""
                        .formatted(type, in(60), channel, settings, type);
        return new ObjectMapper().readTree(storedElsewhere(request)).at("/0/postId").asText();
    }

    /** What Postiz answers to a {@code POST /posts} that the gateway does not see. */
    static String storedElsewhere(String request) throws Exception {
        HttpResponse<String> created =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(SANDBOX.baseUrl() + "/public/v1/posts"))
                                        .header("Authorization", DefaultOrganizations.KEY)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(request))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.body();
    }

    static Map<String, Object> item(String content) {
        return Map.of("content", content);
    }

    static Post stored(String id) {
        return SANDBOX.posts().find(id).orElseThrow();
    }
}
