package org.postizgateway.console.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.acceptance.Product;
import org.postizgateway.console.Browser;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of calls and generations, over a socket, of a gateway in front of a sandbox. */
@Timeout(180)
class CallsPageTest {

    private static final String PROMPT = "<script>alert(1)</script> a fox at 50%";
    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().videosTake(Duration.ofMinutes(10)));
    private static Product gateway;
    private static int port;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        gateway = Product.before(POSTIZ, Map.of("ledger.patience", "1s"));
        port = Integer.parseInt(gateway.bean(Environment.class).getProperty("local.server.port"));
        gateway.caller(DefaultOrganizations.KEY)
                .call("generateImageTool", Map.of("prompt", PROMPT));
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.TOO_MANY_REQUESTS)
                                .on(Operation.GENERATE_VIDEO)
                                .retryAfter(Duration.ofSeconds(1)));
        gateway.caller(DefaultOrganizations.KEY)
                .call(
                        "generateVideoTool",
                        Map.of(
                                "identifier",
                                "veo3",
                                "output",
                                "vertical",
                                "customParams",
                                Map.of("prompt", PROMPT, "images", List.of())));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        POSTIZ.close();
    }

    private static Browser operator() {
        return Browser.signedIn(port, Product.OPS_TOKEN);
    }

    private static String link(Browser operator, String tool) {
        return operator.get("/console/jobs?tool=" + tool).html().select("tbody a").attr("href");
    }

    @Test
    void a_call_is_found_by_what_is_known_of_it_and_tells_its_story() {
        Browser operator = operator();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                operator.get("/console/calls?state=done&text=50%25")
                                                        .html()
                                                        .select("tbody tr")
                                                        .text())
                                        .contains("generateImageTool"));
        assertThat(operator.get("/console/calls?text=50_").text()).contains("Nothing matches");

        Browser.Page story = operator.get(link(operator, "generateImageTool"));
        assertThat(story.text())
                .contains("came in", "sent to Postiz", "ended", "<script>alert(1)</script>");
        assertThat(story.html().select("script")).hasSize(1);
        assertThat(story.response().body()).doesNotContain(DefaultOrganizations.KEY);
    }

    @Test
    void a_story_tells_where_a_call_came_from_and_what_it_waited_for() throws Exception {
        Browser operator = operator();
        String path = link(operator, "generateVideoTool");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(operator.get(path).html().select(".story li").eachText())
                                        .satisfiesExactly(
                                                came ->
                                                        assertThat(came)
                                                                .contains(
                                                                        "came in",
                                                                        "from 127.0.0.1"),
                                                sent -> assertThat(sent).contains("sent to Postiz"),
                                                failed ->
                                                        assertThat(failed)
                                                                .contains(
                                                                        "attempt 1 failed",
                                                                        "throttled: ",
                                                                        "after ")));
        JsonNode story = api(path.replace("/console/", "/ops/"));
        assertThat(story.get("source").asText()).isEqualTo("127.0.0.1");
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        gateway.bean(JdbcClient.class)
                .sql("UPDATE ledger_call SET trace_id = :trace WHERE id = :id")
                .param("trace", trace)
                .param("id", story.get("id").asText())
                .update();
        assertThat(operator.get(path).text()).contains(trace);
        assertThat(story.at("/steps/2/afterSeconds").isNumber()).isTrue();
        assertThat(story.get("heard").asText())
                .isEqualTo("Its caller asks for it with mediaJobStatus.");
    }

    @Test
    void of_an_upload_by_a_ticket_it_is_said_who_hears_of_it() throws Exception {
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a00ff0d0a2d2d");
        String address =
                gateway.caller(DefaultOrganizations.KEY)
                        .call("uploadFileTool", Map.of("size", png.length, "type", "image/png"))
                        .structured()
                        .get("uploadUrl")
                        .asText();
        assertThat(
                        HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create(address))
                                                .PUT(BodyPublishers.ofByteArray(png))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode())
                .isEqualTo(200);
        Browser operator = operator();
        String story =
                operator.get("/console/calls?tool=uploadFileTool")
                        .html()
                        .select("tbody a")
                        .attr("href");

        assertThat(operator.get(story).text())
                .contains("done", "By whoever sent the file.")
                .doesNotContain("not yet", "Not yet");
        assertThat(api(story.replace("/console/", "/ops/")).has("delivered")).isFalse();
    }

    private static JsonNode api(String path) throws Exception {
        return Json.mapper()
                .readTree(
                        new Browser(port)
                                .get(path, "Authorization", "Bearer " + Product.OPS_TOKEN)
                                .response()
                                .body());
    }

    @Test
    void a_generation_that_runs_is_cancelled_once() {
        Browser operator = operator();
        String path = link(operator, "generateVideoTool");
        String cancel = path.replace("/calls/", "/jobs/") + "/cancel";
        assertThat(operator.get(path).html().select("form button").eachText()).contains("Cancel");

        assertThat(operator.post(cancel, Map.of()).status()).isEqualTo(302);
        assertThat(operator.get(path).text()).contains("cancelled");
        Browser.Page again = operator.post(cancel, Map.of());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("has ended already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=bad", "?since=now", "?limit=0", "?after=x", "?colour=red"})
    void a_filter_that_makes_no_sense_is_refused(String query) {
        assertThat(operator().get("/console/calls" + query).status()).isEqualTo(400);
        assertThat(
                        new Browser(port)
                                .get(
                                        "/ops/calls" + query,
                                        "Authorization",
                                        "Bearer " + Product.OPS_TOKEN)
                                .status())
                .isEqualTo(400);
    }

    @Test
    void of_a_file_that_is_not_at_postiz_there_is_a_link_and_nothing_is_loaded() {
        Browser operator = operator();
        String path = link(operator, "generateImageTool");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                operator.get(path)
                                                        .html()
                                                        .select("figure img")
                                                        .attr("src"))
                                        .startsWith(POSTIZ.baseUrl()));
        assertThat(operator.get(path).header("Content-Security-Policy"))
                .contains("img-src 'self' data: " + POSTIZ.baseUrl() + ";");
        gateway.bean(JdbcClient.class)
                .sql("UPDATE ledger_item SET result = :result WHERE call_id = :id")
                .param("result", "{\"path\": \"https://elsewhere.example:8443/a.png\"}")
                .param("id", path.substring(path.lastIndexOf('/') + 1))
                .update();

        Browser.Page page = operator.get(path);

        assertThat(page.html().select("main img, main video")).isEmpty();
        assertThat(page.html().select("figcaption").text()).contains("on elsewhere.example:8443");
        assertThat(page.html().select("figcaption a").attr("rel")).contains("noreferrer");
    }

    @Test
    void only_addresses_of_the_web_are_links_and_only_postiz_own_are_shown() {
        MediaOrigins origins =
                new MediaOrigins(
                        List.of(
                                URI.create("https://api.postiz.com"),
                                URI.create("http://h:5/api")));

        assertThat(origins.all())
                .containsExactly(
                        "http://h:5", "https://api.postiz.com", "https://uploads.postiz.com");
        assertThat(origins.media("javascript:alert(1)")).isEmpty();
        assertThat(origins.media("https://h:5@evil.example/a.png")).isEmpty();
        assertThat(origins.media("not an address")).isEmpty();
        assertThat(origins.media("http://h:50/a.mp4").orElseThrow().shown()).isFalse();
        assertThat(origins.media("https://uploads.postiz.com/A.MP4").orElseThrow())
                .isEqualTo(
                        new MediaOrigins.Media(
                                "https://uploads.postiz.com/A.MP4",
                                "uploads.postiz.com",
                                true,
                                true));
    }

    @Test
    void an_id_of_nothing_and_a_ledger_that_is_away_are_told() {
        Browser operator = operator();
        assertThat(operator.get("/console/calls/nothing").status()).isEqualTo(404);

        JdbcClient sql = gateway.bean(JdbcClient.class);
        sql.sql("ALTER TABLE ledger_call RENAME TO away").update();
        Browser.Page page = operator.get("/console/calls");
        sql.sql("ALTER TABLE away RENAME TO ledger_call").update();
        assertThat(page.status()).isEqualTo(503);
    }
}
