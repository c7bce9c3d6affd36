package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/customize that schedule posts without an agent, and the other doors. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ScheduleExamplesTest {

    private static final String POST =
            """
            {"socialPost": [{"integrationId": "%s", "type": "draft",
            "date": "2031-12-15T10:00:00Z", "postsAndComments": [{"content": "%s"}]}]}
            """;
    private static final String MASTODON = "cmsbmastodon0000000000012";

    private static final String UNRELATED =
            "- route: {from: {uri: direct:unrelated, steps: [{log: unrelated}]}}\n";

    @TempDir private static Path temporary;
    private static Neighbour blog;
    private static ExampleGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        blog = new Neighbour().at("/feed", asked -> feed());
        gateway =
                new ExampleGateway(
                        Files.createDirectory(temporary.resolve("gateway")),
                        List.of(
                                "--gateway.config-watch=false",
                                "--postiz.api-key=sandbox-key",
                                "--SCHEDULE_FOLDER=" + temporary.resolve("inbox"),
                                "--SCHEDULE_CHANNEL=" + MASTODON,
                                "--SCHEDULE_PERIOD=600000",
                                "--SCHEDULE_AT=.*",
                                "--SCHEDULE_FEED=" + blog.url() + "/feed",
                                "--SCHEDULE_TAKEN=" + temporary.resolve("taken")));
    }

    private static Neighbour.Reply feed() {
        return new Neighbour.Reply(
                200,
                "application/rss+xml",
                """
                <rss version="2.0"><channel><title>Blog</title>
                <item><title>A "quoted" title</title><link>https://blog.example/1</link><guid>1</guid></item>
                <item><title>Another one</title><link>https://blog.example/2</link><guid>2</guid></item>
                </channel></rss>
                """);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        blog.close();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private static void posts(int count) {
        assertThat(gateway.sandbox().posts().all()).hasSize(count);
    }

    @Test
    void a_file_of_a_folder_is_scheduled_or_refused() throws Exception {
        Path inbox = Files.createDirectories(temporary.resolve("inbox"));
        gateway.lay("from-folder");

        Files.writeString(inbox.resolve("good.json"), POST.formatted(MASTODON, "From a folder"));
        Files.writeString(inbox.resolve("bad.json"), POST.formatted("unknown", "From a folder"));

        eventually(
                () -> {
                    assertThat(inbox.resolve(".scheduled/good.json")).exists();
                    assertThat(inbox.resolve(".refused/bad.json")).exists();
                });
        posts(1);
    }

    @Test
    void a_timer_leaves_one_draft() throws Exception {
        gateway.lay("from-timer");

        eventually(() -> posts(1));
        assertThat(gateway.sandbox().posts().all().get(0).state().name()).isEqualTo("DRAFT");

        // It begins anew with each change
        gateway.write("routes/unrelated.yaml", UNRELATED);

        eventually(
                () ->
                        assertThat(
                                        gateway.bean(MeterRegistry.class)
                                                .find("gateway.posts")
                                                .tag("outcome", "repeated")
                                                .counters())
                                .isNotEmpty());
        posts(1);
    }

    @Test
    void each_item_of_a_feed_is_taken_once() throws Exception {
        gateway.lay("from-feed");
        eventually(() -> posts(2));
        int asked = blog.asked("/feed").size();

        gateway.lay("http-service");
        gateway.lay("from-feed");

        eventually(() -> assertThat(blog.asked("/feed")).hasSizeGreaterThan(asked));
        eventually(() -> assertThat(gateway.inflight()).isZero());
        posts(0);
    }

    @Test
    void a_webhook_schedules_for_the_key_that_it_shows() throws Exception {
        gateway.lay("webhook");

        HttpResponse<String> good =
                gateway.post("/hooks/schedule", POST.formatted(MASTODON, "From a webhook"));
        HttpResponse<String> bad =
                gateway.post("/hooks/schedule", POST.formatted("unknown", "From a webhook"));

        assertThat(good.statusCode()).as(good.body()).isEqualTo(201);
        assertThat(good.body()).contains("postId");
        assertThat(bad.statusCode()).as(bad.body()).isEqualTo(422);
        assertThat(ExampleGateway.JSON.readTree(bad.body()).path("error").asText())
                .startsWith("Nothing was created");
        posts(1);
    }

    @Test
    void another_door_serves_fewer_tools() throws Exception {
        gateway.lay("door");

        assertThat(gateway.rpc("/mcp-drafting", "tools/list", "{}").toString())
                .contains("postsListTool")
                .doesNotContain("generateImageTool");
        assertThat(gateway.rpc("/mcp", "tools/list", "{}").toString())
                .contains("generateImageTool");
    }

    @Test
    void each_oauth_door_leads_to_documents_of_its_own() throws Exception {
        String own = "http://127.0.0.1:" + gateway.port();

        for (String door : List.of("/mcp-oauth-claude", "/mcp-oauth")) {
            String place = own + "/.well-known/oauth-protected-resource" + door;
            HttpResponse<String> refusal =
                    plainly(
                            HttpRequest.newBuilder(URI.create(own + door))
                                    .POST(BodyPublishers.noBody()));
            assertThat(refusal.statusCode()).isEqualTo(401);
            assertThat(refusal.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("resource_metadata=\"" + place + "\"");
            JsonNode resource = document(place);
            assertThat(resource.path("resource").asText()).isEqualTo(own + door);
            JsonNode server = document(place.replace("protected-resource", "authorization-server"));
            assertThat(server.path("issuer").asText())
                    .isEqualTo(resource.at("/authorization_servers/0").asText());
        }
        assertThat(gateway.rpc("/mcp-oauth-claude", "tools/list", "{}").findValuesAsText("name"))
                .contains("schedulePostTool", "uploadFromUrlTool", "postsListTool")
                .doesNotContain("generateImageTool", "generateVideoTool", "mediaJobStatus");
    }

    private static JsonNode document(String url) throws Exception {
        HttpResponse<String> answer = plainly(HttpRequest.newBuilder(URI.create(url)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ExampleGateway.JSON.readTree(answer.body());
    }

    /** Without a credential. */
    private static HttpResponse<String> plainly(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void the_folder_is_read_by_a_plain_Camel_that_calls_the_gateway() throws Exception {
        gateway.lay("reword");

        runsInPlainCamel(
                "file:" + ExampleGateway.EXAMPLES.resolve("from-folder/routes") + "/*.yaml");
    }

    @Test
    void the_folder_is_read_by_a_Pipe_that_calls_the_gateway() throws Exception {
        gateway.lay("reword");

        runsInPlainCamel("file:" + ExampleGateway.EXAMPLES.resolve("from-folder/pipe.yaml"));
    }

    private static void runsInPlainCamel(String routes) throws Exception {
        Path inbox = Files.createTempDirectory(temporary, "plain");
        Main main = new Main();
        Properties properties = new Properties();
        properties.put("schedule.folder", inbox.toString());
        properties.put(
                "schedule.with", "kamelet:gateway-tool-call-action/post?tool=schedulePostTool");
        properties.put("GATEWAY_URL", "http://127.0.0.1:" + gateway.port());
        properties.put("POSTIZ_API_KEY", "sandbox-key");
        properties.put("camel.component.kamelet.location", "file:kamelets");
        main.setOverrideProperties(properties);
        main.configure().withRoutesIncludePattern(routes);
        main.start();
        try {
            Files.writeString(inbox.resolve("good.json"), POST.formatted(MASTODON, inbox));
            Files.writeString(inbox.resolve("bad.json"), POST.formatted("unknown", inbox));
            eventually(
                    () -> {
                        assertThat(inbox.resolve(".scheduled/good.json")).exists();
                        assertThat(inbox.resolve(".refused/bad.json")).exists();
                    });
            posts(1);
        } finally {
            main.stop();
        }
    }
}
