package org.postizgateway.policies.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.policies.cached.CachingGateway.KEY;
import static org.postizgateway.policies.cached.CachingGateway.OTHER_KEY;
import static org.postizgateway.policies.cached.CachingGateway.channels;
import static org.postizgateway.policies.cached.CachingGateway.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postizgateway.postiz.cached.KnownReads;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Channels and groups are read once for many calls, for each caller by itself. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(180)
class CachedReadsTest {

    private static final CachingGateway GATEWAY = new CachingGateway();
    private static final String ACME = "c1000000-0000-4000-8000-000000000001";

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @BeforeEach
    void reset() {
        GATEWAY.reset();
    }

    private static int listings() {
        return GATEWAY.requests(Operation.LIST_INTEGRATIONS);
    }

    @Test
    void what_was_read_is_given_again_without_a_request() {
        JsonNode first = GATEWAY.call(KEY, "integrationList", Map.of());
        JsonNode second = GATEWAY.call(KEY, "integrationList", Map.of());

        assertThat(channels(second)).hasSize(18).isEqualTo(channels(first));
        assertThat(second.at("/structuredContent").has("stale")).isFalse();
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void a_completion_takes_what_a_tool_has_read() {
        GATEWAY.call(KEY, "integrationList", Map.of());
        String completed =
                GATEWAY.request(
                                KEY,
                                "completion/complete",
                                Map.of(
                                        "ref",
                                        Map.of("type", "ref/prompt", "name", "planWeek"),
                                        "argument",
                                        Map.of("name", "channels", "value", "Acme")),
                                Map.of())
                        .join()
                        .body();

        assertThat(completed).contains("Acme");
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void what_was_read_for_one_caller_is_given_to_no_other() {
        JsonNode mine = GATEWAY.call(KEY, "integrationList", Map.of());
        JsonNode yours = GATEWAY.call(OTHER_KEY, "integrationList", Map.of());

        assertThat(channels(mine)).hasSize(18);
        assertThat(channels(yours)).hasSize(2);
        assertThat(channels(GATEWAY.call(KEY, "integrationList", Map.of())))
                .isEqualTo(channels(mine));
        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void a_credential_lives_on_the_answers_of_no_other_of_its_organization() {
        GATEWAY.postiz.conditions().setPostiz(PostizVersion.of("2026-11"));
        String token = GATEWAY.postiz.credentials().issueToken(GATEWAY.postiz.organization(KEY));
        GATEWAY.call(KEY, "integrationList", Map.of());
        assertThat(channels(GATEWAY.call(token, "integrationList", Map.of()))).hasSize(18);

        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void another_group_is_another_read() {
        JsonNode all = GATEWAY.call(KEY, "integrationList", Map.of());
        JsonNode group = GATEWAY.call(KEY, "integrationList", Map.of("group", ACME));

        assertThat(channels(all)).hasSize(18);
        assertThat(channels(group)).hasSize(4);
        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void callers_that_ask_at_the_same_time_share_one_request() {
        // The door knows the key then
        GATEWAY.call(KEY, "groupList", Map.of());
        GATEWAY.postiz
                .faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(Operation.LIST_INTEGRATIONS)
                                .pausing(Duration.ofSeconds(2)));
        List<CompletableFuture<HttpResponse<String>>> calls =
                Stream.generate(() -> GATEWAY.send(KEY, "integrationList", Map.of()))
                        .limit(50)
                        .toList();

        assertThat(calls).allSatisfy(call -> assertThat(channels(result(call.join()))).hasSize(18));
        assertThat(listings()).isEqualTo(1);
    }

    @Test
    void a_caller_that_leaves_ends_the_request_for_nobody_else(CapturedOutput output) {
        GATEWAY.call(KEY, "groupList", Map.of());
        GATEWAY.postiz
                .faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(Operation.LIST_INTEGRATIONS)
                                .pausing(Duration.ofSeconds(4)));
        CompletableFuture<HttpResponse<String>> first =
                GATEWAY.send(KEY, "integrationList", Map.of());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> listings() == 1);
        CompletableFuture<HttpResponse<String>> second =
                GATEWAY.send(KEY, "integrationList", Map.of());
        first.cancel(true);

        assertThat(channels(result(second.join()))).hasSize(18);
        assertThat(listings()).isEqualTo(1);
        assertThat(output).doesNotContain("does not fit its output schema");
    }

    @Test
    void a_failure_is_not_kept() {
        GATEWAY.postiz
                .faults()
                .add(FaultRule.of(Fault.BAD_GATEWAY).on(Operation.LIST_INTEGRATIONS));

        assertThat(GATEWAY.call(KEY, "integrationList", Map.of()).path("isError").asBoolean())
                .isTrue();
        assertThat(channels(GATEWAY.call(KEY, "integrationList", Map.of()))).hasSize(18);
    }

    @Test
    void who_wants_to_know_how_it_is_now_asks_anew_and_the_others_hear_of_it() {
        GATEWAY.call(KEY, "integrationList", Map.of());
        GATEWAY.postiz
                .organization(KEY)
                .addChannel(Channel.of("cmsbnew000000000000000099", "x", "New"));

        assertThat(channels(GATEWAY.call(KEY, "integrationList", Map.of()))).hasSize(18);
        assertThat(channels(GATEWAY.call(KEY, "integrationList", Map.of("refresh", true))))
                .hasSize(19);
        assertThat(channels(GATEWAY.call(KEY, "integrationList", Map.of()))).hasSize(19);
        assertThat(listings()).isEqualTo(2);
    }

    @Test
    void no_cache_in_the_request_asks_anew_also_where_a_resource_calls_the_tool() {
        GATEWAY.call(KEY, "integrationList", Map.of());
        Map<String, String> noCache = Map.of("Cache-Control", "no-transform, No-Cache");
        GATEWAY.send(KEY, "integrationList", Map.of(), noCache).join();
        assertThat(listings()).isEqualTo(2);

        Map<String, String> uri = Map.of("uri", "postiz://channels");
        result(GATEWAY.request(KEY, "resources/read", uri, Map.of()).join());
        assertThat(listings()).isEqualTo(2);
        result(GATEWAY.request(KEY, "resources/read", uri, noCache).join());
        assertThat(listings()).isEqualTo(3);
    }

    @Test
    void a_create_reads_the_channels_anew() {
        GATEWAY.call(KEY, "integrationList", Map.of());
        String id = "cmsbmastodon0000000000012";
        Channel channel = GATEWAY.postiz.organization(KEY).removeChannel(id).orElseThrow();
        GATEWAY.postiz.organization(KEY).addChannel(channel.disable());
        JsonNode refused =
                GATEWAY.call(
                        KEY,
                        "schedulePostTool",
                        Map.of(
                                "socialPost",
                                List.of(
                                        Map.of(
                                                "integrationId",
                                                id,
                                                "type",
                                                "now",
                                                "postsAndComments",
                                                List.of(Map.of("content", "Hello"))))));

        assertThat(refused.toString()).contains("disabled");
        assertThat(GATEWAY.requests(Operation.CREATE_POST)).isZero();
    }

    @Test
    void a_refused_credential_ends_what_was_read_for_its_tenant() {
        String token = GATEWAY.postiz.credentials().issueToken(GATEWAY.postiz.organization(KEY));
        GATEWAY.call(KEY, "integrationList", Map.of());
        GATEWAY.call(token, "integrationList", Map.of());
        assertThat(kept()).isEqualTo(2);
        GATEWAY.postiz.credentials().revoke(token);

        assertThat(GATEWAY.send(token, "groupList", Map.of()).join().statusCode()).isEqualTo(401);
        assertThat(kept()).isEqualTo(1);
        assertThat(GATEWAY.send(token, "integrationList", Map.of()).join().statusCode())
                .isEqualTo(401);
        assertThat(listings()).isEqualTo(2);
    }

    private static int kept() {
        return GATEWAY.bean(KnownReads.class).cache().asMap().size();
    }

    @Test
    void metrics_tell_hits_and_misses_by_read() {
        double hits = count("hit");
        double misses = count("miss");
        GATEWAY.call(KEY, "integrationList", Map.of());
        GATEWAY.call(KEY, "integrationList", Map.of());

        assertThat(count("hit") - hits).isEqualTo(1);
        assertThat(count("miss") - misses).isEqualTo(1);
    }

    private static double count(String result) {
        return GATEWAY.bean(MeterRegistry.class)
                .counter("postiz.cached.reads", "read", "channels", "result", result)
                .count();
    }
}
