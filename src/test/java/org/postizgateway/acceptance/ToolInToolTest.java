package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** A tool whose route calls others by {@code ai-tool:} keeps what they promise their caller. */
@Timeout(120)
class ToolInToolTest {

    private static final String TOOLS =
            """
            - route:
                id: illustrate
                from:
                  uri: ai-tool:illustrate
                  parameters:
                    description: Draws, and may fail afterwards
                    tags: postiz
                    parameter.prompt: string
                    parameter.fails: boolean
                  steps:
                    - setBody:
                        simple: '{"prompt": "${header.prompt}"}'
                    - to: ai-tool:generateImageTool
                    - filter:
                        simple: "${header.fails}"
                        steps:
                          - throwException:
                              exceptionType: java.lang.IllegalStateException
                              message: Drawn in vain
            - route:
                id: twice
                from:
                  uri: ai-tool:twice
                  parameters:
                    description: Creates two posts, one after the other
                    tags: postiz
                    argSchema: '{"type": "object"}'
                  steps:
                    - setProperty:
                        name: posts
                        simple: "${body}"
                    - setBody:
                        simple: "${exchangeProperty.posts[first]}"
                    - doTry:
                        steps:
                          - to: ai-tool:schedulePostTool
                        doCatch:
                          - exception: [org.postizgateway.mcp.ToolFailedException]
                            steps:
                              - log: "${exception.message}"
                    - setBody:
                        simple: "${exchangeProperty.posts[second]}"
                    - to: ai-tool:schedulePostTool
            """;

    private static final PostizSandbox POSTIZ =
            new PostizSandbox(
                    SandboxSettings.forTests()
                            .imagesTake(Duration.ofSeconds(1))
                            .organizations(Tenant.seeds(1)));

    @TempDir private static Path directory;
    private static Product product;
    private static Tenant tenant;
    private static Caller agent;

    @BeforeAll
    static void start() throws Exception {
        POSTIZ.start();
        Path tools = Files.createDirectories(directory.resolve("routes/tools"));
        Files.writeString(tools.resolve("tools-in-tools.yaml"), TOOLS);
        product =
                Product.before(
                        POSTIZ,
                        Map.of(
                                "gateway.config-dir", directory.toString(),
                                "gateway.call-timeout", "11s",
                                "ledger.patience", "6s"));
        tenant = Tenant.of(POSTIZ, 0);
        agent = product.caller(tenant.apiKey());
    }

    @AfterAll
    static void stop() {
        product.close();
        POSTIZ.close();
    }

    @AfterEach
    void heal() {
        POSTIZ.faults().clear();
    }

    private static long paidFor(String prompt) {
        return SideEffect.GENERATE_IMAGE.received(POSTIZ, tenant, prompt);
    }

    @Test
    void a_generation_whose_caller_left_is_owed_still() {
        Map<String, Object> prompt = Map.of("prompt", "left alone");
        CompletableFuture<Answer> leaving = agent.sendListening("illustrate", prompt);
        await().until(() -> paidFor("left alone") == 1);
        leaving.cancel(true);
        await().until(() -> SideEffect.GENERATE_IMAGE.exist(POSTIZ, tenant, "left alone") == 1);

        Answer later = agent.call("generateImageTool", prompt);

        assertThat(later.text()).contains(".png");
        assertThat(paidFor("left alone")).isOne();
    }

    @Test
    void a_generation_that_is_in_no_answer_as_the_outer_tool_failed_is_owed_still() {
        Answer failed = agent.call("illustrate", Map.of("prompt", "in vain", "fails", true));
        Answer again = agent.call("illustrate", Map.of("prompt", "in vain", "fails", false));

        assertThat(failed.isError()).isTrue();
        assertThat(again.text()).contains(".png");
        assertThat(paidFor("in vain")).isOne();
    }

    @Test
    void the_time_of_a_call_is_that_of_all_the_calls_in_it() {
        POSTIZ.faults()
                .add(
                        FaultRule.of(Fault.HANG)
                                .on(Operation.CREATE_POST)
                                .pausing(Duration.ofSeconds(60))
                                .always());

        Answer answer =
                agent.call(
                        "twice",
                        Map.of(
                                "first", SideEffect.SCHEDULE_POST.arguments(tenant, "first"),
                                "second", SideEffect.SCHEDULE_POST.arguments(tenant, "second")));

        assertThat(answer.text()).contains("Make the same call again").doesNotContain("given up");
        assertThat(SideEffect.SCHEDULE_POST.received(POSTIZ, tenant, "second")).isZero();
    }
}
