package org.postizgateway.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.outcome.Reason;

/** What {@code mediaJob} promises, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaJobSuite {

    private static final String TOOL = "generateVideoTool";

    private final Database database;
    private Cluster cluster;
    private FakePostiz postiz;
    private Gateway a;
    private Gateway b;
    private String tenant;
    private String prompt;
    private CountDownLatch generated;

    MediaJobSuite(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        cluster = Cluster.on(database);
        postiz = cluster.postiz;
        a = cluster.a;
        b = cluster.b;
    }

    @BeforeEach
    void newCall() {
        tenant = unique("tenant");
        prompt = unique("prompt");
        generated = new CountDownLatch(1);
    }

    /** From here on the generation runs until {@link #generated} says that it is done. */
    private void generationTakesLong() {
        postiz.when(
                prompt,
                exchange -> {
                    generated.await();
                    postiz.create(exchange);
                });
    }

    private CompletableFuture<Exchange> ask(String tool, Map<String, ?> properties) {
        return a.call(tool, tenant, Map.of("content", prompt), properties);
    }

    private CompletableFuture<Exchange> ask(Gateway gateway, Map<String, ?> properties) {
        return gateway.call(TOOL, tenant, Map.of("content", prompt), properties);
    }

    private static String jobId(Exchange answer) {
        return answer.getProperty(CallProperties.JOB_ID, String.class);
    }

    private Map<String, Object> status(Gateway gateway, String jobId) {
        return gateway.bean(MediaJobs.class).status(tenant, jobId);
    }

    private void awaitStatus(String jobId, String status) {
        await().atMost(ofSeconds(10)).until(() -> status(a, jobId).get("status").equals(status));
    }

    private List<DeadLetter> deadLetters() {
        return DeadLetterQueries.of(a.bean(DeadLetters.class), tenant);
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
    void a_caller_who_leaves_ends_the_waiting_and_not_the_generation() {
        generationTakesLong();
        CompletableFuture<Void> left = new CompletableFuture<>();
        CompletableFuture<Exchange> call = ask(a, Map.of(CallProperties.CANCELLATION, left));
        await().until(() -> postiz.received(prompt) == 1);
        left.complete(null);
        String jobId = jobId(call.join());
        generated.countDown();
        await().until(() -> postiz.created(prompt) == 1);
        await().until(() -> "DONE".equals(stateOf(jobId)));

        Exchange again = b.call(TOOL, tenant, prompt);
        assertThat(jobId(again)).isEqualTo(jobId);
        assertThat(again.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(again.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(postiz.received(prompt)).isOne();
    }

    private String stateOf(String jobId) {
        return a.sql()
                .sql("SELECT state FROM ledger_call WHERE id = :id")
                .param("id", jobId)
                .query(String.class)
                .single();
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

    private static LedgerException failure(Runnable call) {
        try {
            call.run();
        } catch (LedgerException e) {
            return e;
        }
        throw new AssertionError("The call succeeded");
    }

    @Test
    void cancelling_on_another_replica_ends_the_waiting_and_keeps_what_postiz_still_delivers() {
        generationTakesLong();
        CompletableFuture<Exchange> call = ask(a, Map.of());
        await().until(() -> postiz.received(prompt) == 1);
        String jobId = jobIdInLedger();
        Map<String, Object> cancelled = b.bean(MediaJobs.class).cancel(tenant, jobId);
        Exchange answer = call.join();
        generated.countDown();

        assertThat(cancelled).containsEntry("status", "cancelled");
        assertThat(cancelled.get("message").toString()).contains("Postiz cannot be stopped");
        assertThat(((LedgerException) answer.getException()).reason()).isEqualTo(Reason.CANCELLED);
        await().until(() -> status(b, jobId).containsKey("result"));
        assertThat(status(b, jobId)).containsEntry("status", "cancelled");
        assertThat(deadLetters()).isEmpty();
    }

    private String jobIdInLedger() {
        return a.sql()
                .sql("SELECT id FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(String.class)
                .single();
    }

    @Test
    void a_cancelled_job_that_waited_for_a_place_is_never_sent() {
        try (Gateway small = Gateway.on(cluster.url, postiz, Map.of("media.concurrency", "1"))) {
            generationTakesLong();
            CompletableFuture<Exchange> busy = ask(small, Map.of());
            await().until(() -> postiz.received(prompt) == 1);
            String waitingPrompt = unique("waiting");
            CompletableFuture<Exchange> waiting =
                    small.call(TOOL, tenant, Map.of("content", waitingPrompt), Map.of());
            String waitingJob =
                    a.sql()
                            .sql(
                                    "SELECT id FROM ledger_call WHERE tenant = :t AND state = 'QUEUED'")
                            .param("t", tenant)
                            .query(String.class)
                            .single();
            Map<String, Object> cancelled = a.bean(MediaJobs.class).cancel(tenant, waitingJob);
            assertThat(waiting.join().isFailed()).isTrue();
            generated.countDown();
            busy.join();

            assertThat(cancelled.get("message").toString()).contains("nothing was paid for");
            small.call(TOOL, tenant, unique("next")); // runs after the cancelled one had its turn
            assertThat(postiz.received(waitingPrompt)).isZero();
        }
    }

    @Test
    void more_jobs_than_may_wait_are_refused_before_anything_is_sent() {
        try (Gateway small =
                Gateway.on(
                        cluster.url,
                        postiz,
                        Map.of("media.concurrency", "1", "media.queue", "1"))) {
            generationTakesLong();
            CompletableFuture<Exchange> running = ask(small, Map.of());
            await().until(() -> postiz.received(prompt) == 1);
            CompletableFuture<Exchange> waiting =
                    small.call(TOOL, tenant, Map.of("content", unique("second")), Map.of());
            String third = unique("third");
            Exchange refused = small.call(TOOL, tenant, third);
            generated.countDown();

            assertThat(((LedgerException) refused.getException()).reason())
                    .isEqualTo(Reason.QUEUE_FULL);
            assertThat(postiz.received(third)).isZero();
            assertThat(List.of(running, waiting)).noneMatch(call -> call.join().isFailed());
        }
    }

    @Test
    void an_unclear_generation_becomes_a_dead_letter_and_is_not_repeated() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new EOFException();
                });
        Exchange answer = a.call("guardedVideoTool", tenant, prompt);

        String sentence = answer.getProperty(CallProperties.MCP_ERROR, String.class);
        assertThat(sentence)
                .startsWith("Postiz closed the connection. The generation may have been paid for");
        assertThat(postiz.received(prompt)).isOne();
        assertThat(status(b, jobId(answer)))
                .containsEntry("status", "unknown")
                .containsEntry("error", Map.of("reason", "outcome_unknown", "message", sentence));
        assertThat(deadLetters()).hasSize(1);
        assertThat(deadLetters().get(0).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        await().untilAsserted(
                        () ->
                                assertThat(a.announced())
                                        .anyMatch(l -> l.get("jobId").equals(jobId(answer))));
        assertThat(a.announced().toString()).doesNotContain("key-of-");
    }

    @Test
    void an_unclear_generation_holds_the_same_prompt_back_until_a_caller_insists() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new EOFException();
                });
        Exchange told = a.call("guardedVideoTool", tenant, prompt);
        Exchange again = b.call("guardedVideoTool", tenant, prompt);
        Exchange other = b.call("guardedVideoTool", unique("tenant"), prompt);
        Exchange insisting =
                ask("guardedVideoTool", Map.of(CallProperties.ALLOW_DUPLICATE, true)).join();

        assertThat(again.getProperty(CallProperties.MCP_ERROR))
                .isEqualTo(told.getProperty(CallProperties.MCP_ERROR));
        assertThat(again.getProperty(CallProperties.MCP_ERROR, String.class))
                .contains(jobId(told), "mediaJobStatus", "allowDuplicate");
        assertThat(again.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(again.getProperty(CallProperties.JOB_STATUS)).isEqualTo("unknown");
        assertThat(List.of(jobId(other), jobId(insisting))).doesNotContain(jobId(told));
        assertThat(postiz.received(prompt)).isEqualTo(3);
    }

    @Test
    void a_status_of_an_unclear_generation_names_its_errors_and_its_dead_letter() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new EOFException();
                });
        String jobId = jobId(a.call("guardedVideoTool", tenant, prompt));

        Map<String, Object> status = status(b, jobId);

        assertThat(status).containsEntry("status", "unknown").containsEntry("attempts", 1);
        assertThat(status.get("errors").toString()).contains("outcome_unknown", "attempt=1");
        assertThat(status)
                .containsEntry(
                        "deadLetter", Map.of("id", deadLetters().get(0).id(), "state", "open"));
    }

    @Test
    void exhausted_retries_become_a_dead_letter_with_every_error() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new ConnectException("refused");
                });
        a.call("guardedVideoTool", tenant, prompt);

        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.reason()).isEqualTo(Reason.RETRIES_EXHAUSTED);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(postiz.received(prompt)).isEqualTo(3);
        List<?> errors = (List<?>) a.bean(DeadLetters.class).describe(letter).get("errors");
        assertThat(errors).hasSize(3);
        assertThat(errors.get(2).toString()).contains("attempt=3", "Postiz could not be reached");
    }

    @Test
    void a_cancelled_job_is_not_retried() {
        AtomicInteger tries = new AtomicInteger();
        postiz.when(
                prompt,
                exchange -> {
                    tries.incrementAndGet();
                    generated.await();
                    throw new ConnectException("refused");
                });
        CompletableFuture<Exchange> call =
                a.call("guardedVideoTool", tenant, Map.of("content", prompt), Map.of());
        await().until(() -> tries.get() == 1);
        a.bean(MediaJobs.class).cancel(tenant, jobIdInLedger());
        generated.countDown();
        call.join();
        await().until(() -> attemptsInLedger() > 0);

        assertThat(tries).hasValue(1);
        assertThat(deadLetters()).isEmpty();
    }

    private int attemptsInLedger() {
        return a.bean(AttemptErrors.class).of(jobIdInLedger()).size();
    }

    @Test
    void a_rejected_generation_needs_no_operator() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new TestClassifier.Refused("No credits left.");
                });
        Exchange answer = a.call(TOOL, tenant, prompt);

        assertThat(answer.getException()).hasMessage("No credits left.");
        assertThat(((LedgerException) answer.getException()).details())
                .containsEntry("jobId", jobId(answer))
                .containsEntry("status", "failed");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void what_a_killed_replica_was_generating_becomes_a_dead_letter_and_its_callers_are_told() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                prompt,
                exchange -> {
                    doomed.kill();
                    generated.await();
                });
        ask(doomed, Map.of());
        await().until(() -> postiz.received(prompt) == 1);
        Exchange joined = ask(a, Map.of()).join();
        generated.countDown();
        doomed.close();

        assertThat(((LedgerException) joined.getException()).reason())
                .isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(postiz.received(prompt)).isOne();
        assertThat(deadLetters()).hasSize(1);
        assertThat(deadLetters().get(0).message()).contains("gateway stopped");
    }

    @Test
    void a_generation_is_refused_before_postiz_is_touched_when_the_ledger_is_lost() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();
        Exchange refused = ask(alone, Map.of()).join();
        alone.close();

        assertThat(((LedgerException) refused.getException()).reason())
                .isEqualTo(Reason.LEDGER_UNAVAILABLE);
        assertThat(postiz.received(prompt)).isZero();
    }

    @Test
    void a_status_that_cannot_be_read_says_so() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();

        assertThatThrownBy(() -> alone.bean(MediaJobs.class).status(tenant, "any"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("ask again later");
        alone.close();
    }
}
