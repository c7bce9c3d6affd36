package org.postizgateway.ledger.media;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Reason;

/** Callers who wait, listen, join or ask. */
abstract class RunningGenerationSuite extends GenerationSuite {

    RunningGenerationSuite(Database database) {
        super(database);
    }

    @Test
    void a_caller_who_waits_gets_the_result() {
        Exchange answer = a.call(TOOL, tenant, prompt);

        assertThat(answer.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(answer.getProperty(CallProperties.JOB_STATUS)).isEqualTo("done");
        assertThat(status(b, jobId(answer)))
                .containsEntry("status", "done")
                .containsEntry("attempts", 1)
                .containsEntry("tool", TOOL)
                .containsKeys("result", "ageSeconds", "startedAt")
                .doesNotContainKey("error");
    }

    @Test
    void a_caller_whose_patience_may_end_is_told_the_job_and_gets_the_result_later() {
        try (Gateway hasty = Gateway.on(cluster.url, postiz, Map.of("ledger.patience", "100ms"))) {
            generationTakesLong();
            Exchange answer = ask(hasty, Map.of()).join();
            String jobId = jobId(answer);

            assertThat(answer.getProperty(CallProperties.JOB_STATUS)).isEqualTo("running");
            assertThat(answer.getMessage().getBody(Map.class))
                    .containsEntry("jobId", jobId)
                    .containsEntry("status", "running")
                    .containsKey("message");
            assertThat(status(b, jobId)).containsEntry("status", "running");

            generated.countDown();
            awaitStatus(jobId, "done");
            assertThat(status(b, jobId).get("result")).isInstanceOf(Map.class);
        }
        assertThat(postiz.received(prompt)).isOne();
    }

    @Test
    void a_caller_who_takes_tasks_is_told_the_job_at_once_even_when_it_listens() {
        generationTakesLong();

        Exchange answer =
                ask(
                                a,
                                Map.of(
                                        CallProperties.TAKES_TASKS,
                                        true,
                                        CallProperties.PROGRESS_TOKEN,
                                        "token-1"))
                        .join();

        assertThat(answer.getProperty(CallProperties.JOB_STATUS)).isEqualTo("running");
        generated.countDown();
        awaitStatus(jobId(answer), "done");
    }

    @Test
    void a_caller_who_listens_hears_of_progress_until_the_end() {
        generationTakesLong();
        CompletableFuture<Exchange> call = ask(a, Map.of(CallProperties.PROGRESS_TOKEN, "token-1"));
        await().atMost(ofSeconds(10)).until(() -> a.reports(tenant).size() >= 3);
        generated.countDown();
        Exchange answer = call.join();

        assertThat(answer.isFailed()).isFalse();
        Exchange report = a.reports(tenant).get(2);
        assertThat(report.getMessage().getBody(String.class))
                .contains("Postiz is generating; it tells no percentage", jobId(answer));
        assertThat(report.getProperty(CallProperties.PROGRESS_TOKEN)).isEqualTo("token-1");
        assertThat(report.getProperty("reportNumber")).isEqualTo(3);
    }

    @Test
    void once_delivered_the_same_prompt_is_a_new_generation() {
        Exchange first = a.call(TOOL, tenant, prompt);
        Exchange second = a.call(TOOL, tenant, prompt);

        assertThat(jobId(second)).isNotEqualTo(jobId(first));
        assertThat(postiz.created(prompt)).isEqualTo(2);
    }

    @Test
    void the_same_prompt_joins_the_running_job_on_whatever_replica() {
        generationTakesLong();
        List<CompletableFuture<Exchange>> calls =
                List.of(ask(a, Map.of()), ask(b, Map.of()), ask(a, Map.of()));
        generated.countDown();

        assertThat(calls)
                .extracting(call -> jobId(call.join()))
                .containsOnly(jobId(calls.get(0).join()));
        assertThat(calls).noneMatch(call -> call.join().isFailed());
        assertThat(postiz.received(prompt)).isOne();
    }

    @Test
    void a_caller_who_insists_gets_a_generation_of_his_own() {
        generationTakesLong();
        CompletableFuture<Exchange> first = ask(a, Map.of());
        CompletableFuture<Exchange> second = ask(a, Map.of(CallProperties.ALLOW_DUPLICATE, true));
        generated.countDown();

        assertThat(jobId(first.join())).isNotEqualTo(jobId(second.join()));
        assertThat(postiz.received(prompt)).isEqualTo(2);
    }

    @Test
    void a_foreign_job_is_as_unknown_as_one_that_does_not_exist() {
        String jobId = jobId(a.call(TOOL, tenant, prompt));
        MediaJobs jobs = a.bean(MediaJobs.class);
        LedgerException unknown = failure(() -> jobs.status(tenant, "no-such-job"));

        for (Runnable foreign :
                List.<Runnable>of(
                        () -> jobs.status("somebody", jobId),
                        () -> jobs.cancel("somebody", jobId),
                        () -> jobs.cancel("somebody", "no-such-job"))) {
            LedgerException e = failure(foreign);
            assertThat(e.reason()).isEqualTo(unknown.reason()).isEqualTo(Reason.UNKNOWN_JOB);
            assertThat(e).hasMessage(unknown.getMessage());
            assertThat(e.details()).isEqualTo(unknown.details());
        }
    }
}
