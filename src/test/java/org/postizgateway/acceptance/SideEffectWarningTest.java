package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** Each side effect that fails or stays unclear is one warning, whether or not a caller sees it. */
class SideEffectWarningTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(
                    SandboxSettings.forTests()
                            .videosTake(Duration.ofSeconds(3))
                            .organizations(Tenant.seeds(1)));
    private static Product product;
    private static Tenant tenant;
    private static Caller agent;
    private LogCapture log;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product =
                Product.before(
                        POSTIZ,
                        Map.of(
                                "ledger.patience",
                                "1s",
                                "camel.component.kamelet.template-properties"
                                        + "[postiz-post-settings-action].responseTimeout",
                                "3000"));
        tenant = Tenant.of(POSTIZ, 0);
        agent = product.caller(tenant.apiKey());
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void heal() {
        log.close();
        POSTIZ.faults().clear();
        POSTIZ.conditions().setVideoGeneratorDown(false);
        POSTIZ.conditions().setTrial(false);
    }

    @Test
    void a_failure_after_the_caller_was_told_that_it_runs_is_a_warning() {
        POSTIZ.conditions().setVideoGeneratorDown(true);

        Answer running = generate("a told prompt").join();

        assertThat(running.structured().path("status").asText()).isEqualTo("running");
        assertThat(warning())
                .contains("generateVideoTool failed: effect none, reason rejected, status")
                .contains("job " + running.structured().path("jobId").asText())
                .containsPattern("call [0-9a-f]{16}, tenant [0-9a-f]{8},")
                .doesNotContain("a told prompt");
    }

    @Test
    void a_failure_after_the_caller_has_left_is_a_warning() {
        POSTIZ.conditions().setVideoGeneratorDown(true);
        CompletableFuture<Answer> leaving = generate("left");
        Operation started = SideEffect.GENERATE_VIDEO.operation(POSTIZ);
        await().atMost(LONG)
                .until(
                        () ->
                                POSTIZ.requests().of(started).stream()
                                        .anyMatch(request -> request.body().contains("left")));

        leaving.cancel(true);

        assertThat(warning()).contains("generateVideoTool failed: effect none");
    }

    @Test
    void an_outcome_that_becomes_unclear_later_is_one_warning() {
        POSTIZ.faults().add(FaultRule.of(Fault.SILENCE).on(Operation.POST_SETTINGS));

        Answer running =
                agent.call(
                        SideEffect.POST_SETTINGS.tool,
                        SideEffect.POST_SETTINGS.arguments(tenant, ""));

        assertThat(running.sentence()).contains("has not answered yet");
        assertThat(warning()).contains("postSettingsTool may have had an effect: effect unknown");
    }

    @Test
    void a_refusal_that_the_caller_waits_for_is_one_warning() {
        POSTIZ.conditions().setTrial(true);

        Answer refused = generate("refused").join();

        assertThat(refused.isError()).as(refused.text()).isTrue();
        assertThat(warning()).contains("generateVideoTool failed: effect none");
    }

    @Test
    void a_create_that_postiz_refuses_is_one_warning() {
        POSTIZ.faults().add(FaultRule.of(Fault.LOGIN_REDIRECT).on(Operation.CREATE_POST));

        agent.call(
                SideEffect.SCHEDULE_POST.tool,
                SideEffect.SCHEDULE_POST.arguments(tenant, "some private words"));

        assertThat(warning())
                .contains("schedulePostTool failed: effect none, reason rejected, status 307")
                .doesNotContain("private");
    }

    @Test
    void what_ends_with_its_result_is_none() {
        Answer running = generate("fine").join();

        String job = running.structured().path("jobId").asText();
        await().atMost(LONG)
                .until(
                        () ->
                                agent.call("mediaJobStatus", Map.of("jobId", job))
                                        .structured()
                                        .path("status")
                                        .asText()
                                        .equals("done"));
        assertThat(warnings()).isEmpty();
    }

    private CompletableFuture<Answer> generate(String prompt) {
        return agent.send(
                SideEffect.GENERATE_VIDEO.tool,
                SideEffect.GENERATE_VIDEO.arguments(tenant, prompt));
    }

    private String warning() {
        await().atMost(LONG).until(() -> !warnings().isEmpty());
        assertThat(warnings()).hasSize(1);
        return warnings().get(0);
    }

    private List<String> warnings() {
        return log.lines().stream().filter(line -> line.contains("SideEffectLog")).toList();
    }
}
