package org.postizgateway.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** What the gateway lets its callers read without a tool. */
@Timeout(300)
class ResourcesTest {

    private static final String X = "cmsbx00000000000000000001";
    private static final String DISCORD = "cmsbdiscord00000000000005";

    @AutoClose
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @AutoClose
    private static final Product PRODUCT =
            Product.before(SANDBOX, Map.of("policies.read.repeats", "0", "ledger.patience", "3s"));

    private final Client client = new Client(PRODUCT.port(), "sandbox-key");
    private final Client stranger = new Client(PRODUCT.port(), "sandbox-key-2");

    @BeforeEach
    void reset() {
        SANDBOX.reset();
    }

    @Test
    void are_listed_with_what_they_hold() throws Exception {
        assertThat(names(client.result("resources/list", Map.of()), "resources", "uri"))
                .contains("postiz://channels", "postiz://delivery");
        assertThat(
                        names(
                                client.result("resources/templates/list", Map.of()),
                                "resourceTemplates",
                                "uriTemplate"))
                .contains(
                        "postiz://platforms/{platform}",
                        "postiz://posts/{from}/{to}",
                        "postiz://jobs/{id}");
    }

    @Test
    void tell_both_eras_of_the_callers_own_channels() throws Exception {
        JsonNode channels = client.read("postiz://channels");

        assertThat(channels.path("output").findValuesAsText("id")).contains(X, DISCORD);
        assertThat(client.begin().read("postiz://channels")).isEqualTo(channels);
        assertThat(stranger.read("postiz://channels").toString()).doesNotContain(X);
    }

    @Test
    void tell_what_became_of_the_posts_that_were_due() throws Exception {
        JsonNode told = client.read("postiz://delivery").path("output");

        assertThat(told.path("from").asText()).isNotEmpty();
        assertThat(told.path("counts").isObject()).isTrue();
    }

    @Test
    void tell_what_a_platform_demands() throws Exception {
        assertThat(client.read("postiz://platforms/mastodon").at("/output/maxLength").asInt())
                .isEqualTo(500);
        assertThat(client.unreadable("postiz://platforms/myspace"))
                .startsWith("-32602")
                .contains("There is no platform", "mastodon", "bluesky");
    }

    @Test
    void tell_of_the_posts_of_a_period_a_page_of_them() throws Exception {
        for (int call = 0; call < 2; call++) {
            schedule(client, call, 30);
        }

        String month = "postiz://posts/2099-12-01/2099-12-31";

        assertThat(client.read(month).at("/output/posts")).hasSize(50);
        assertThat(posts(client, month)).isEqualTo(60);
        assertThat(posts(client, "postiz://posts/2099-12-01/2099-12-01")).isEqualTo(30);
        assertThat(posts(stranger, month)).isZero();
    }

    @Test
    void refuse_a_period_that_is_none() throws Exception {
        assertThat(client.unreadable("postiz://posts/2090-01-01/2100-01-01"))
                .startsWith("-32602")
                .contains("more than 92 days");
        assertThat(client.unreadable("postiz://posts/2099-12-31/2099-12-01"))
                .contains("must not lie before");
        assertThat(client.unreadable("postiz://posts/soon/2099-12-01")).contains("ISO 8601");
    }

    @Test
    void tell_of_a_job_to_whom_it_belongs() throws Exception {
        SANDBOX.conditions().setVideoDuration(Duration.ofMinutes(2));
        String job = job(client);

        assertThat(client.read("postiz://jobs/" + job).path("jobId").asText()).isEqualTo(job);
        assertThat(client.complete("resource", "postiz://jobs/{id}", "id", job.substring(0, 8)))
                .isEqualTo(List.of(job));
        assertThat(stranger.unreadable("postiz://jobs/" + job))
                .isEqualTo(stranger.unreadable("postiz://jobs/" + UUID.randomUUID()))
                .contains("no media job");
        assertThat(stranger.complete("resource", "postiz://jobs/{id}", "id", ""))
                .isEqualTo(List.of());
        for (String none : List.of("null", "a,b,jobId," + job)) {
            assertThat(client.unreadable("postiz://jobs/" + none))
                    .startsWith("-32602")
                    .contains("no media job");
        }
    }

    @Test
    void are_completed() throws Exception {
        assertThat(
                        client.complete(
                                "resource",
                                "postiz://platforms/{platform}",
                                "platform",
                                "linkedin"))
                .isEqualTo(List.of("linkedin", "linkedin-page"));
        assertThat((List<?>) client.complete("resource", "postiz://posts/{from}/{to}", "to", "20"))
                .hasSize(5);
    }

    @Test
    void say_in_a_sentence_that_postiz_is_away() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.LIST_INTEGRATIONS));

        assertThat(client.unreadable("postiz://channels"))
                .startsWith("-32603")
                .contains("Postiz")
                .contains("502");
    }

    private static int posts(Client who, String uri) throws Exception {
        return who.read(uri).at("/output/total").asInt();
    }

    static Map<String, Object> schedule(Client who, int call, int posts) throws Exception {
        List<Map<String, Object>> all =
                IntStream.range(0, posts)
                        .mapToObj(
                                i ->
                                        Map.<String, Object>of(
                                                "integrationId",
                                                "cmsbmastodon0000000000012",
                                                "type",
                                                "draft",
                                                "date",
                                                "2099-12-%02dT10:00:00Z".formatted(call + 1),
                                                "postsAndComments",
                                                List.of(
                                                        Map.of(
                                                                "content",
                                                                "Post %d of %d"
                                                                        .formatted(i, call)))))
                        .toList();
        Map<String, Object> result =
                who.result(
                        "tools/call",
                        Map.of("name", "schedulePostTool", "arguments", Map.of("socialPost", all)));
        assertThat(result.get("isError")).as(result.toString()).isNotEqualTo(true);
        return result;
    }

    /** A video that is being made. */
    static String job(Client who) throws Exception {
        Map<String, Object> arguments =
                Map.of(
                        "identifier", "veo3",
                        "output", "vertical",
                        "customParams", Map.of("prompt", "a fox", "images", List.of()));
        Map<String, Object> result =
                who.result(
                        "tools/call", Map.of("name", "generateVideoTool", "arguments", arguments));
        return (String) ((Map<?, ?>) result.get("structuredContent")).get("jobId");
    }

    private static List<String> names(Map<String, Object> result, String list, String field) {
        return ((List<?>) result.get(list))
                .stream().map(entry -> String.valueOf(((Map<?, ?>) entry).get(field))).toList();
    }
}
