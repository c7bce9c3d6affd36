package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postizgateway.cases.AugustPostiz;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.web.Operation;

/** Generations that outlive the requests that started them. */
class MediaJobsTest {

    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final PostizSandbox POSTIZ =
            new PostizSandbox(
                    SandboxSettings.forTests().videosTake(A_WHILE).organizations(Tenant.seeds(2)));
    private static Product product;
    private static Caller agent;
    private static Caller stranger;

    @BeforeAll
    static void start() {
        POSTIZ.start();
        product =
                Product.before(
                        POSTIZ,
                        Map.of("ledger.patience", "1200ms", "media.progress-interval", "200ms"));
        agent = product.caller(Tenant.of(POSTIZ, 0).apiKey());
        stranger = product.caller(Tenant.of(POSTIZ, 1).apiKey());
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

    @Test
    void a_caller_who_listens_is_told_that_the_job_is_alive_and_in_time_its_id() {
        Answer answer = agent.listen("generateVideoTool", video("progress"));

        assertThat(answer.isError()).isFalse();
        List<Answer.Progress> told = answer.progress();
        assertThat(told).hasSizeGreaterThan(1);
        assertThat(answer.structured().path("status").asText()).isEqualTo("running");
        assertThat(jobId(answer)).isNotBlank();
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).value()).isGreaterThan(told.get(i - 1).value());
            assertThat(told.get(i).after().minus(told.get(i - 1).after()))
                    .isLessThan(Duration.ofSeconds(2));
        }
        assertThat(told.get(0).message()).contains("no percentage");
    }

    @Test
    void a_caller_whose_patience_ends_can_ask_for_the_job() {
        Answer running = agent.call("generateVideoTool", video("patience"));

        assertThat(running.isError()).isFalse();
        assertThat(running.structured().path("status").asText()).isEqualTo("running");
        String job = jobId(running);
        assertThat(status(agent, job).path("status").asText()).isIn("queued", "running");
        awaitDone(job);
        assertThat(status(agent, job).at("/result/url").asText()).endsWith(".mp4");
        assertThat(status(agent, job).path("attempts").asInt()).isOne();
    }

    @Test
    void the_same_prompt_joins_the_job_that_runs() {
        CompletableFuture<Answer> first =
                agent.sendListening("generateVideoTool", video("together"));
        CompletableFuture<Answer> second =
                agent.sendListening("generateVideoTool", video("together"));
        String joined = jobId(agent.call("generateVideoTool", video("together")));

        assertThat(jobId(first.join())).isEqualTo(jobId(second.join())).isEqualTo(joined);
        awaitDone(joined);
        assertThat(status(agent, joined).at("/result/url").asText()).endsWith(".mp4");
        assertThat(made("together")).isOne();
    }

    @Test
    @AugustPostiz
    void a_caller_who_leaves_finds_the_result_later() {
        CompletableFuture<Answer> leaving =
                agent.sendListening("generateVideoTool", video("left alone"));
        await().until(() -> received("left alone") == 1);
        leaving.cancel(true);
        await().atMost(Duration.ofSeconds(10)).until(() -> made("left alone") == 1);

        Answer later = agent.listen("generateVideoTool", video("left alone"));

        assertThat(later.structured().path("url").asText()).endsWith(".mp4");
        assertThat(received("left alone")).isOne();
    }

    @Test
    @AugustPostiz
    void a_cancelled_job_stops_here_and_keeps_what_postiz_makes_of_it() {
        String job = jobId(agent.call("generateVideoTool", video("cancelled")));
        await().until(() -> received("cancelled") == 1);

        Answer cancelled = agent.call("mediaJobCancel", Map.of("jobId", job));

        assertThat(cancelled.structured().path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.structured().path("message").asText())
                .contains("Postiz cannot be stopped");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> status(agent, job).at("/result/url").asText().endsWith(".mp4"));
        assertThat(received("cancelled")).isOne();
    }

    @Test
    void a_job_of_someone_else_is_as_unknown_as_none() {
        String job = jobId(agent.call("generateVideoTool", video("mine")));
        String none = UUID.randomUUID().toString();

        for (String tool : List.of("mediaJobStatus", "mediaJobCancel")) {
            Answer foreign = stranger.call(tool, Map.of("jobId", job));
            assertThat(foreign.isError()).isTrue();
            assertThat(foreign.text()).isEqualTo(stranger.call(tool, Map.of("jobId", none)).text());
        }
        awaitDone(job);
    }

    @Test
    @AugustPostiz
    void a_generation_of_unclear_outcome_waits_for_an_operator() throws Exception {
        POSTIZ.faults().add(FaultRule.of(Fault.RESET).on(Operation.GENERATE_VIDEO));
        Answer lost = agent.listen("generateVideoTool", video("unclear"));
        assertThat(lost.isError()).isTrue();
        String job = jobId(lost);
        assertThat(lost.sentence()).contains("may have been paid for", job);
        assertThat(lost.structured().path("status").asText()).isEqualTo("unknown");
        Answer again = agent.call("generateVideoTool", video("unclear"));
        assertThat(again.sentence()).isEqualTo(lost.sentence());
        assertThat(again.structured().path("repeated").asBoolean()).isTrue();
        assertThat(status(agent, job).at("/deadLetter/state").asText()).isEqualTo("open");
        String path = "/ops/dead-letters/" + letterOf("unclear");

        assertThat(product.operator().send("GET", path).body().path("reason").asText())
                .isEqualTo("outcome_unknown");
        assertThat(product.operator().send("POST", path + "/replay").status()).isEqualTo(202);
        assertThat(product.operator().send("POST", path + "/replay").status()).isEqualTo(409);
        assertThat(product.operator().send("DELETE", path).status()).isEqualTo(409);
        Answer replayed = agent.listen("generateVideoTool", video("unclear"));
        assertThat(replayed.structured().path("url"))
                .isEqualTo(status(agent, job).at("/result/url"));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                product.operator()
                                                        .send("GET", path)
                                                        .body()
                                                        .path("state")
                                                        .asText())
                                        .isEqualTo("resolved"));
        assertThat(status(agent, job).at("/deadLetter/state").asText()).isEqualTo("resolved");
        assertThat(made("unclear")).isOne();
    }

    @Test
    void a_filter_that_cannot_be_read_is_refused_by_name() throws Exception {
        for (String filter :
                List.of(
                        "state=lost",
                        "reason=bad",
                        "since=yesterday",
                        "limit=0",
                        "limit=x",
                        "offset=-1",
                        "tol=generateVideoTool",
                        "tenant=")) {
            Operator.Reply reply = product.operator().send("GET", "/ops/dead-letters?" + filter);
            assertThat(reply.status()).as(filter).isEqualTo(400);
            assertThat(reply.body().path("detail").asText()).contains(filter.split("=")[0]);
        }
    }

    private static String letterOf(String prompt) throws Exception {
        for (var letter :
                product.operator().send("GET", "/ops/dead-letters").body().path("deadLetters")) {
            String id = letter.path("id").asText();
            if (product.operator()
                    .send("GET", "/ops/dead-letters/" + id)
                    .body()
                    .toString()
                    .contains(prompt)) {
                return id;
            }
        }
        throw new AssertionError("No dead letter of " + prompt);
    }

    private static void awaitDone(String job) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> status(agent, job).path("status").asText().equals("done"));
    }

    private static JsonNode status(Caller caller, String job) {
        return caller.call("mediaJobStatus", Map.of("jobId", job)).structured();
    }

    private static String jobId(Answer running) {
        assertThat(running.structured().path("jobId").asText()).as(running.text()).isNotBlank();
        return running.structured().path("jobId").asText();
    }

    private static long made(String prompt) {
        return POSTIZ.media().all().stream()
                .filter(file -> file.prompt().filter(prompt::equals).isPresent())
                .count();
    }

    private static long received(String prompt) {
        return POSTIZ.requests().of(SideEffect.GENERATE_VIDEO.operation(POSTIZ)).stream()
                .filter(request -> request.body().contains(prompt))
                .count();
    }

    private static Map<String, Object> video(String prompt) {
        return Map.of(
                "identifier", "veo3",
                "output", "vertical",
                "customParams", List.of(Map.of("key", "prompt", "value", prompt)));
    }
}
