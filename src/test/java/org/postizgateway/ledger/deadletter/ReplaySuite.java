package org.postizgateway.ledger.deadletter;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.media.ReplayConflict;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.outcome.Reason;

/** Replays of dead letters. */
abstract class ReplaySuite extends OperatorSuite {

    ReplaySuite(Database database) {
        super(database);
    }

    @Test
    void a_replay_is_a_new_attempt_of_the_same_job() {
        DeadLetter letter = deadLetter();
        a.bean(Replays.class).replay(letter);
        awaitState(DeadLetterState.RESOLVED);

        assertThat(a.bean(MediaJobs.class).status(tenant, letter.jobId()))
                .containsEntry("status", "done")
                .containsEntry("attempts", 2)
                .containsKey("result");
        assertThat(only().attempts()).isEqualTo(2);
        assertThat(postiz.created(prompt)).isOne();
    }

    @Test
    void while_a_replay_runs_the_same_call_waits_for_it() {
        DeadLetter letter = unclear();
        CountDownLatch generated = postiz.holds(prompt);
        a.bean(Replays.class).replay(letter);
        CompletableFuture<Exchange> meanwhile =
                b.call(TOOL, tenant, Map.of("content", prompt), Map.of());
        generated.countDown();
        assertThat(meanwhile.join().getProperty(CallProperties.JOB_ID)).isEqualTo(letter.jobId());
        assertThat(postiz.received(prompt)).isEqualTo(2);
    }

    @Test
    void after_a_replay_that_nobody_waited_for_the_same_call_gets_its_result_as_repeated() {
        DeadLetter letter = unclear();
        postiz.when(prompt, postiz::create);
        a.bean(Replays.class).replay(letter);
        awaitState(DeadLetterState.RESOLVED);
        Exchange again = b.call(TOOL, tenant, prompt);

        assertThat(again.getProperty(CallProperties.JOB_ID)).isEqualTo(letter.jobId());
        assertThat(again.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(again.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(postiz.created(prompt)).isOne();
    }

    @Test
    void a_replay_gets_the_request_as_the_first_attempt_had_it() {
        DeadLetter letter = deadLetter();
        List<Object> seen = new ArrayList<>();
        postiz.when(
                prompt,
                exchange -> {
                    seen.add(exchange.getMessage().getBody());
                    seen.add(exchange.getMessage().getHeader("content"));
                    seen.add(exchange.getProperty(CallProperties.API_KEY));
                });
        a.bean(Replays.class).replay(letter);
        awaitState(DeadLetterState.RESOLVED);

        assertThat(seen).containsExactly(Map.of("content", prompt), prompt, "key-of-" + tenant);
    }

    @Test
    void a_replay_that_fails_leaves_the_dead_letter_open_with_all_errors() {
        DeadLetter letter = deadLetter();
        postiz.answers(prompt, 400, "No credits left.");
        a.bean(Replays.class).replay(letter);
        await().atMost(ofSeconds(10)).until(() -> only().attempts() == 2);

        assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
        assertThat(only().reason()).isEqualTo(Reason.REJECTED);
        assertThat(a.bean(AttemptErrors.class).of(letter.jobId()))
                .extracting(AttemptError::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void a_replay_without_effect_leaves_it_open_what_came_of_the_attempt_before() {
        DeadLetter letter = unclear();
        postiz.isUnreachableFor(prompt);
        for (int attempts = 2; attempts <= 3; attempts++) {
            int expected = attempts;
            a.bean(Replays.class).replay(letter);
            await().atMost(ofSeconds(10)).until(() -> only().attempts() == expected);

            assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
            assertThat(only().reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
            assertThat(only().message())
                    .startsWith("Postiz cannot be reached")
                    .contains("an earlier one may have been", "media library");
        }
        Exchange again = b.call(TOOL, tenant, prompt);
        assertThat(again.getProperty(CallProperties.JOB_ID)).isEqualTo(letter.jobId());
        assertThat(again.getProperty(CallProperties.JOB_STATUS)).isEqualTo("unknown");
        assertThat(postiz.received(prompt)).isEqualTo(3);
    }

    @Test
    void a_replay_that_is_refused_leaves_it_open_what_came_of_the_attempt_before() {
        DeadLetter letter = unclear();
        postiz.answers(prompt, 400, "No credits left.");
        a.bean(Replays.class).replay(letter);
        await().atMost(ofSeconds(10)).until(() -> only().attempts() == 2);

        assertThat(only().reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(only().message()).contains("No credits left", "media library");
    }

    @Test
    void of_two_replays_at_once_one_runs() throws Exception {
        DeadLetter letter = deadLetter();
        b.call(TOOL, tenant, unique("so that both replicas know the credential"));
        CountDownLatch release = postiz.holds(prompt);
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<DeadLetter>> replays =
                List.of(a, b).stream()
                        .map(
                                replica ->
                                        CompletableFuture.supplyAsync(
                                                () -> replay(replica, letter, together)))
                        .toList();
        long failed = replays.stream().filter(r -> r.handle((ok, e) -> e != null).join()).count();
        assertThatThrownBy(() -> a.bean(Replays.class).replay(letter))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("being replayed");
        release.countDown();
        awaitState(DeadLetterState.RESOLVED);

        assertThat(failed).isOne();
        assertThat(postiz.created(prompt)).isOne();
    }

    @Test
    void without_a_credential_a_replay_waits_for_the_tenants_next_call() {
        DeadLetter letter = deadLetter();
        try (Gateway other = cluster.newReplica()) {
            DeadLetter waiting = other.bean(Replays.class).replay(letter);
            assertThat(waiting.state()).isEqualTo(DeadLetterState.WAITING_FOR_CREDENTIAL);
        }
        // replica a knows the credential from the first call
        awaitState(DeadLetterState.RESOLVED);
        assertThat(postiz.created(prompt)).isOne();
    }

    @Test
    void replays_that_wait_for_a_credential_keep_none_back_whose_tenant_is_known() {
        DeadLetter letter = deadLetter();
        String unheard = unique("tenant nobody has heard of");
        for (int i = 0; i < 200; i++) {
            copyFor(unheard, letter);
        }
        a.sql()
                .sql(
                        "UPDATE dead_letter SET state = 'WAITING_FOR_CREDENTIAL'"
                                + " WHERE tenant IN (:tenants)")
                .param("tenants", List.of(tenant, unheard))
                .update();

        awaitState(DeadLetterState.RESOLVED);
    }

    /** A newer dead letter of another tenant. */
    private void copyFor(String unheard, DeadLetter letter) {
        a.bean(DeadLetterRepository.class)
                .insert(
                        new DeadLetter(
                                UUID.randomUUID().toString(),
                                UUID.randomUUID().toString(),
                                unheard,
                                letter.tool(),
                                DeadLetterState.OPEN,
                                letter.reason(),
                                letter.message(),
                                letter.request(),
                                letter.attempts(),
                                letter.createdAt().plusSeconds(60),
                                letter.updatedAt()));
    }

    @Test
    void a_second_replay_of_one_that_waits_for_a_credential_says_what_it_waits_for() {
        DeadLetter letter = deadLetter();
        String unheard = unique("tenant nobody has heard of");
        a.sql()
                .sql("UPDATE dead_letter SET tenant = :t WHERE id = :id")
                .param("t", unheard)
                .param("id", letter.id())
                .update();
        DeadLetter theirs = a.bean(DeadLetters.class).find(letter.id()).orElseThrow();
        a.bean(Replays.class).replay(theirs);

        assertThatThrownBy(() -> a.bean(Replays.class).replay(theirs))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("waits for a credential of its tenant");
        assertThat(postiz.created(prompt)).isZero();
    }

    @Test
    void an_identical_running_generation_keeps_a_replay_back() {
        DeadLetter letter = deadLetter();
        CountDownLatch release = postiz.holds(prompt);
        CompletableFuture<?> running = a.call(TOOL, tenant, Map.of("content", prompt), Map.of());

        assertThatThrownBy(() -> a.bean(Replays.class).replay(letter))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("identical generation");
        release.countDown();
        running.join();
        assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
    }

    @Test
    void a_replay_whose_replica_dies_is_open_again() {
        DeadLetter letter = deadLetter();
        Gateway doomed = cluster.newReplica();
        doomed.call(TOOL, tenant, unique("so that it knows the credential"));
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                prompt,
                exchange -> {
                    doomed.kill();
                    release.await();
                });
        doomed.bean(Replays.class).replay(letter);
        await().atMost(ofSeconds(10)).until(() -> only().attempts() == 2);
        release.countDown();
        doomed.close();

        assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
        assertThat(only().reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
    }
}
