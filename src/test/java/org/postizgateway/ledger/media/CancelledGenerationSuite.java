package org.postizgateway.ledger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Reason;

/** Generations that are cancelled, have to wait, or find no place. */
abstract class CancelledGenerationSuite extends GenerationSuite {

    CancelledGenerationSuite(Database database) {
        super(database);
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
}
