package org.postizgateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.acceptance.Answer;
import org.postizgateway.acceptance.Product;
import org.postizgateway.acceptance.SideEffect;
import org.postizgateway.acceptance.Tenant;
import org.postizgateway.mcp.Json;
import org.postizgateway.mcp.wire.HttpConnection;
import org.postizgateway.mcp.wire.HttpReply;
import org.postizgateway.mcp.wire.HttpRequest;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one key makes the whole gateway do is bounded, and another tenant is served meanwhile. */
@Tag("alone")
@Timeout(120)
class BoundsOfOneKeyTest {

    /** Far from the 52 s that it once took, and bearable on a machine that builds. */
    private static final Duration BEARABLE = Duration.ofSeconds(15);

    private static PostizSandbox postiz;
    private static Product gateway;
    private static Tenant evil;
    private static Tenant good;
    private static int posts;

    @BeforeAll
    static void start() {
        postiz =
                new PostizSandbox(
                                SandboxSettings.forTests()
                                        .rateLimit(100_000)
                                        .organizations(Tenant.seeds(2)))
                        .start();
        evil = Tenant.of(postiz, 0);
        good = Tenant.of(postiz, 1);
        gateway =
                Product.before(
                        postiz,
                        Map.of(
                                "ledger.storage.longest-request", "64KB",
                                "ledger.storage.tenant-per-hour", "200KB"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        postiz.close();
    }

    @AfterEach
    void another_tenant_is_served() {
        Answer answer =
                gateway.caller(good.apiKey())
                        .call(
                                SideEffect.SCHEDULE_POST.tool,
                                SideEffect.SCHEDULE_POST.arguments(good, "post " + posts++));
        assertThat(answer.isError()).as(answer.text()).isFalse();
    }

    private static HttpReply call(String tool, Map<String, ?> arguments) throws IOException {
        HttpRequest request =
                HttpRequest.post(
                                Json.write(
                                        Map.of(
                                                "jsonrpc",
                                                "2.0",
                                                "id",
                                                7,
                                                "method",
                                                "tools/call",
                                                "params",
                                                Map.of(
                                                        "name", tool,
                                                        "arguments", arguments))))
                        .with("Authorization", "Bearer " + evil.apiKey());
        return HttpConnection.exchange(gateway.port(), request);
    }

    private static HttpReply post(String content) throws IOException {
        return call(
                "schedulePostTool",
                Map.of(
                        "socialPost",
                        List.of(
                                Map.of(
                                        "integrationId",
                                        evil.channel(),
                                        "type",
                                        "draft",
                                        "date",
                                        "2099-12-15T10:00:00Z",
                                        "postsAndComments",
                                        List.of(Map.of("content", content))))));
    }

    private static int rows() {
        return gateway.bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM ledger_call")
                .query(Integer.class)
                .single();
    }

    private static double exceeded(String limit) {
        return gateway.bean(MeterRegistry.class)
                .get("gateway.limit.exceeded")
                .tag("limit", limit)
                .counter()
                .count();
    }

    @Test
    void text_that_is_too_long_is_refused_before_it_is_read() throws Exception {
        int before = rows();
        HttpReply reply = post("a<br>".repeat(80_000));

        assertThat(reply.body()).contains("\"isError\":true", "400000 characters", "Shorten it");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a<br>", "<b><i>", "[![*_`", "<ul><li>", "> - "})
    void text_of_the_longest_kind_is_read_in_time_however_it_is_made(String piece)
            throws Exception {
        long began = System.nanoTime();
        HttpReply reply = post(piece.repeat(99_000 / piece.length()));

        assertThat(reply.status()).isIn(200, 429);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BEARABLE);
    }

    @Test
    void a_prompt_of_megabytes_never_comes_to_the_ledger() throws Exception {
        int before = rows();
        HttpReply reply =
                call(
                        "generateImageTool",
                        Map.of("prompt", "x".repeat(3_000_000), "allowDuplicate", true));

        assertThat(reply.body()).contains("\"isError\":true", "32000");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "0x7f.0.0.1", "2130706433", "127.1", "0300.0250.1"})
    void an_upload_from_a_host_that_programs_read_differently_is_refused(String host)
            throws Exception {
        int before = postiz.requests().of(Operation.UPLOAD_FROM_URL).size();
        HttpReply reply =
                call("uploadFromUrlTool", Map.of("url", "https://" + host + "/picture.png"));

        assertThat(reply.body()).contains("\"isError\":true", "The url ");
        assertThat(postiz.requests().of(Operation.UPLOAD_FROM_URL)).hasSize(before);
    }

    @Test
    void who_has_had_too_much_written_down_is_told_when_to_come_back() throws Exception {
        HttpReply generation =
                callUntilRefused(
                        i -> call("generateImageTool", Map.of("prompt", i + "x".repeat(20_000))));
        HttpReply post = callUntilRefused(i -> post(i + "y".repeat(20_000)));
        int before = rows();
        HttpReply again = post("z".repeat(20_000));

        for (HttpReply refused : List.of(generation, post, again)) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1, 3601);
            assertThat(refused.json()).containsEntry("id", 7);
            assertThat(refused.body()).contains("\"isError\":true", "nothing was sent");
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(exceeded("ledger-storage")).isGreaterThanOrEqualTo(3);
    }

    /** A call with this number. */
    private interface Numbered {
        HttpReply call(int number) throws IOException;
    }

    private static HttpReply callUntilRefused(Numbered call) throws IOException {
        HttpReply reply = call.call(0);
        for (int i = 1; i < 20 && reply.status() == 200; i++) {
            reply = call.call(i);
        }
        return reply;
    }
}
