package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.cases.ReportedCase;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;

/**
 * Every call is answered in time, whatever Postiz hangs in. The times are the real ones, shorter.
 */
@Timeout(120)
class CallsInTimeTest {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** What a machine under load may take on top. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(SandboxSettings.forTests().organizations(Tenant.seeds(1)));
    private static Product product;
    private static Tenant tenant;
    private static Caller agent;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product =
                Product.before(
                        POSTIZ,
                        Map.of(
                                "gateway.call-timeout", LIMIT.toMillis() + "ms",
                                "ledger.patience", "3s",
                                "postiz.check-timeout", "1s"));
        tenant = Tenant.of(POSTIZ, 0);
        agent = product.caller(tenant.apiKey());
        agent.call("integrationList", Map.of());
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @Test
    @ReportedCase({"any-call-in-time", "video-past-the-clients-limit"})
    void every_tool_is_answered_in_time_while_postiz_hangs_in_everything() {
        POSTIZ.faults().add(FaultRule.of(Fault.HANG).pausing(Duration.ofSeconds(60)).always());
        Map<String, CompletableFuture<Answer>> calls = new LinkedHashMap<>();
        reads().forEach((tool, arguments) -> calls.put(tool, agent.send(tool, arguments)));
        for (SideEffect effect : SideEffect.values()) {
            calls.computeIfAbsent(
                    effect.tool,
                    tool -> agent.sendListening(tool, effect.arguments(tenant, "in-time")));
        }

        calls.forEach(
                (tool, call) -> {
                    Answer answer = call.join();
                    assertThat(answer.took())
                            .as("%s: %s", tool, answer.text())
                            .isLessThan(LIMIT.plus(SLACK));
                    assertThat(answer.text())
                            .as(tool)
                            .containsPattern(
                                    reads().containsKey(tool)
                                            ? "nothing was changed"
                                            : "nothing was changed|running|jobId|has not answered yet");
                });
    }

    /** Calls that have only read when their time is up, be it before they change something. */
    private static Map<String, Map<String, Object>> reads() {
        Map<String, Object> post = Map.of("ids", List.of(tenant.post()));
        return Map.ofEntries(
                Map.entry("integrationList", Map.of()),
                Map.entry("groupList", Map.of()),
                Map.entry("generateVideoOptions", Map.of()),
                Map.entry(
                        "postsListTool",
                        Map.of("startDate", "2026-12-01", "endDate", "2026-12-31")),
                Map.entry("postDetailTool", Map.of("id", tenant.post())),
                Map.entry(
                        "schedulePostTool", SideEffect.SCHEDULE_POST.arguments(tenant, "in-time")),
                Map.entry("deletePostTool", post),
                Map.entry("editPostTool", Map.of("id", tenant.post(), "content", "New")),
                Map.entry("postStatusTool", with(post, "status", "scheduled")),
                Map.entry("reschedulePostTool", with(post, "shiftMinutes", 60)),
                Map.entry("retryPostTool", post));
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        all.put(key, value);
        return all;
    }
}
