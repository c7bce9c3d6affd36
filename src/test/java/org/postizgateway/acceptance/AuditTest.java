package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.console.Browser;
import org.postizgateway.mcp.Json;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** What agents and operators did, as the audit trail tells it afterwards. */
class AuditTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    private static Product product;
    private static Tenant tenant;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product = Product.before(POSTIZ, Map.of());
        tenant = Tenant.of(POSTIZ, 0);
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + product.operator().port()
                                                        + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Entries with this action, oldest first. */
    private static List<JsonNode> entries(String action) throws Exception {
        List<JsonNode> entries = new CopyOnWriteArrayList<>();
        String lines = get("/ops/audit", Product.OPS_TOKEN).body();
        for (String line : lines.lines().toList()) {
            JsonNode entry = Json.mapper().readTree(line);
            if (entry.path("action").asText().equals(action)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @Test
    void a_call_is_there_with_who_whence_trace_and_the_id_of_the_post_but_without_its_text()
            throws Exception {
        String text = "words that no audit has to hold";
        product.caller(tenant.apiKey())
                .request(
                        "tools/call",
                        Map.of(
                                "name",
                                "schedulePostTool",
                                "arguments",
                                SideEffect.SCHEDULE_POST.arguments(tenant, text),
                                "_meta",
                                Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")))
                .join();

        JsonNode entry = entries("call").get(entries("call").size() - 1);
        String post =
                POSTIZ.posts().all().stream()
                        .filter(created -> created.content().contains(text))
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertThat(entry.path("actor").asText()).matches("tenant:[0-9a-f]{32}");
        assertThat(entry.path("source").asText()).isEqualTo("127.0.0.1");
        assertThat(entry.path("traceId").asText()).isEqualTo(TRACE);
        assertThat(entry.path("detail").path("tool").asText()).isEqualTo("schedulePostTool");
        assertThat(entry.path("detail").path("outcome").asText()).isEqualTo("done");
        assertThat(entry.path("detail").path("requestSha256").asText()).hasSize(64);
        assertThat(entry.path("detail").path("ids").toString()).contains(post);
        assertThat(entry.toString()).doesNotContain(text).doesNotContain(tenant.apiKey());
    }

    @Test
    void what_operators_do_is_there_and_what_they_only_read_is_not() throws Exception {
        product.operator().send("POST", "/ops/configuration/reload");
        product.operator().send("GET", "/ops/configuration");

        assertThat(entries("POST /ops/configuration/reload"))
                .last()
                .satisfies(
                        entry -> {
                            assertThat(entry.path("actor").asText()).isEqualTo("operator");
                            assertThat(entry.path("source").asText()).isEqualTo("127.0.0.1");
                            assertThat(entry.at("/detail/status").asInt()).isEqualTo(200);
                        });
        assertThat(entries("GET /ops/configuration")).isEmpty();
    }

    private static int status(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + product.operator().port() + path))
                        .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whoever_only_reaches_the_port_writes_nothing_however_he_is_refused() throws Exception {
        String before = get("/ops/audit", Product.OPS_TOKEN).body();
        Browser stranger = new Browser(product.operator().port());

        assertThat(status("POST", "/console/sign-out")).isEqualTo(403);
        assertThat(status("POST", "/console/sign-in")).isEqualTo(403);
        assertThat(status("POST", "/console/configurations/reload")).isEqualTo(403);
        assertThat(status("GET", "/console/sign-out", "HX-Request", "true")).isEqualTo(401);
        assertThat(status("POST", "/ops/configuration/reload")).isEqualTo(401);
        stranger.get("/console/sign-in");
        assertThat(stranger.post("/console/configurations/reload", Map.of()).status())
                .isEqualTo(302);
        assertThat(stranger.post("/console/sign-out", Map.of()).status()).isEqualTo(302);

        assertThat(get("/ops/audit", Product.OPS_TOKEN).body()).isEqualTo(before);
    }

    @Test
    void an_operator_who_signs_in_and_out_is_there() throws Exception {
        Browser operator = Browser.signedIn(product.operator().port(), Product.OPS_TOKEN);
        assertThat(operator.post("/console/sign-out", Map.of()).status()).isEqualTo(302);

        for (String action : List.of("POST /console/sign-in", "POST /console/sign-out")) {
            assertThat(entries(action))
                    .last()
                    .satisfies(
                            entry ->
                                    assertThat(entry.path("actor").asText()).isEqualTo("operator"));
        }
    }

    @Test
    void a_wrong_token_is_there_without_the_token() throws Exception {
        assertThat(get("/ops/configuration", "token-that-is-wrong").statusCode()).isEqualTo(401);

        assertThat(entries("wrong token"))
                .isNotEmpty()
                .allSatisfy(
                        entry ->
                                assertThat(entry.toString())
                                        .contains("nobody")
                                        .doesNotContain("token-that-is-wrong"));
    }

    @Test
    void a_wrong_token_that_is_typed_in_is_there_however_the_path_is_spelled() throws Exception {
        Browser guesser = new Browser(product.operator().port());
        guesser.get("/console/sign-in");
        for (String path : List.of("/console/sign-in", "/console/sign%2Din")) {
            int before = entries("wrong token").size();

            assertThat(guesser.post(path, Map.of("token", "wrong")).status()).isEqualTo(401);

            assertThat(entries("wrong token")).as(path).hasSize(before + 1);
        }
    }

    @Test
    void the_start_and_the_configuration_that_serves_are_there() throws Exception {
        assertThat(entries("gateway started")).hasSize(1);
        assertThat(entries("configuration switched"))
                .last()
                .satisfies(entry -> assertThat(entry.path("subject").asText()).hasSize(64));
    }

    @Test
    void a_trail_that_somebody_changed_is_told_and_where() throws Exception {
        JsonNode before = product.operator().send("GET", "/ops/audit/verify").body();
        assertThat(before.path("intact").asBoolean()).isTrue();
        String detail =
                product.ledger()
                        .sql()
                        .sql("SELECT detail FROM audit_entry WHERE seq = 1")
                        .query(String.class)
                        .single();
        product.ledger().sql().sql("UPDATE audit_entry SET detail = '{}' WHERE seq = 1").update();

        JsonNode after = product.operator().send("GET", "/ops/audit/verify").body();
        assertThat(after.path("intact").asBoolean()).isFalse();
        assertThat(after.at("/findings/0/seq").asInt()).isEqualTo(1);

        product.ledger()
                .sql()
                .sql("UPDATE audit_entry SET detail = :detail WHERE seq = 1")
                .param("detail", detail)
                .update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "form=2026-01-01T00:00:00Z",
                "until=2026-11-28",
                "from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z"
            })
    void a_period_that_makes_no_sense_is_refused(String query) throws Exception {
        HttpResponse<String> answer = get("/ops/audit?" + query, Product.OPS_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(query.split("=")[0]);
    }
}
