package org.postizgateway.ledger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.io.EOFException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.media.ReplayConflict;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.replica.Retention;
import org.postizgateway.outcome.Reason;

/** What operators can do with dead letters, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeadLetterSuite {

    private static final String TOOL = "generateVideoTool";

    private final Database database;
    private Cluster cluster;
    private FakePostiz postiz;
    private Gateway a;
    private Gateway b;
    private String tenant;
    private String prompt;

    DeadLetterSuite(Database database) {
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
    void newJob() {
        tenant = unique("tenant");
        prompt = unique("prompt");
    }

    private DeadLetter deadLetter() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new ConnectException("refused");
                });
        a.call(TOOL, tenant, prompt);
        postiz.when(prompt, postiz::create);
        return only();
    }

    /** One that may have been paid for. */
    private DeadLetter unclear() {
        postiz.when(
                prompt,
                exchange -> {
                    throw new EOFException();
                });
        a.call(TOOL, tenant, prompt);
        return only();
    }

    private DeadLetter only() {
        List<DeadLetter> all = DeadLetterQueries.of(a.bean(DeadLetters.class), tenant);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void awaitState(DeadLetterState state) {
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(only().state()).isEqualTo(state));
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
        assertThat(postiz.created(prompt)).isOne();
    }

    @Test
    void while_a_replay_runs_the_same_call_waits_for_it() {
        DeadLetter letter = unclear();
        CountDownLatch generated = new CountDownLatch(1);
        postiz.when(
                prompt,
                exchange -> {
                    generated.await();
                    postiz.create(exchange);
                });
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
    void after_a_discarded_dead_letter_the_same_call_is_a_new_generation() {
        DeadLetter letter = unclear();
        postiz.when(prompt, postiz::create);
        a.bean(DeadLetters.class).discard(letter.id());
        Exchange again = b.call(TOOL, tenant, prompt);

        assertThat(again.isFailed()).isFalse();
        assertThat(again.getProperty(CallProperties.JOB_ID)).isNotEqualTo(letter.jobId());
        assertThat(postiz.received(prompt)).isEqualTo(2);
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
        postiz.when(
                prompt,
                exchange -> {
                    throw new TestClassifier.Refused("No credits left.");
                });
        a.bean(Replays.class).replay(letter);
        await().atMost(ofSeconds(10)).until(() -> only().attempts() == 2);

        assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
        assertThat(only().reason()).isEqualTo(Reason.REJECTED);
        assertThat(a.bean(AttemptErrors.class).of(letter.jobId()))
                .extracting(AttemptError::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void of_two_replays_at_once_one_runs() throws Exception {
        DeadLetter letter = deadLetter();
        b.call(TOOL, tenant, unique("so that both replicas know the credential"));
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                prompt,
                exchange -> {
                    release.await();
                    postiz.create(exchange);
                });
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

    private static DeadLetter replay(Gateway replica, DeadLetter letter, CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return replica.bean(Replays.class).replay(letter);
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
    void an_identical_running_generation_keeps_a_replay_back() {
        DeadLetter letter = deadLetter();
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                prompt,
                exchange -> {
                    release.await();
                    postiz.create(exchange);
                });
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

    @Test
    void a_discarded_dead_letter_is_neither_listed_nor_replayed_nor_discarded_again() {
        DeadLetter letter = deadLetter();
        DeadLetters letters = a.bean(DeadLetters.class);

        assertThat(letters.discard(letter.id())).isTrue();
        assertThat(letters.discard(letter.id())).isFalse();
        assertThat(letters.list(filter(Set.of()))).isEmpty();
        assertThatThrownBy(() -> a.bean(Replays.class).replay(letter))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("discarded");
        assertThat(postiz.created(prompt)).isZero();
    }

    private DeadLetterFilter filter(Set<DeadLetterState> states) {
        return new DeadLetterFilter(
                Optional.of(TOOL),
                Optional.of(tenant),
                Optional.of(Reason.RETRIES_EXHAUSTED),
                states,
                Optional.of(Instant.now().minusSeconds(60)),
                10,
                0);
    }

    @Test
    void a_listing_can_be_narrowed_by_each_property() {
        DeadLetter letter = deadLetter();
        DeadLetters letters = a.bean(DeadLetters.class);

        assertThat(letters.list(filter(Set.of()))).containsExactly(letter);
        assertThat(letters.list(filter(Set.of(DeadLetterState.RESOLVED)))).isEmpty();
        DeadLetterFilter matching = filter(Set.of());
        List<DeadLetterFilter> others =
                List.of(
                        new DeadLetterFilter(
                                Optional.of("other"),
                                matching.tenant(),
                                matching.reason(),
                                Set.of(),
                                matching.since(),
                                10,
                                0),
                        new DeadLetterFilter(
                                matching.tool(),
                                matching.tenant(),
                                Optional.of(Reason.BREAKER_OPEN),
                                Set.of(),
                                matching.since(),
                                10,
                                0),
                        new DeadLetterFilter(
                                matching.tool(),
                                matching.tenant(),
                                matching.reason(),
                                Set.of(),
                                Optional.of(Instant.now().plusSeconds(60)),
                                10,
                                0),
                        new DeadLetterFilter(
                                matching.tool(),
                                matching.tenant(),
                                matching.reason(),
                                Set.of(),
                                matching.since(),
                                10,
                                1));
        assertThat(others).allSatisfy(other -> assertThat(letters.list(other)).isEmpty());
    }

    @Test
    void retention_deletes_what_is_settled_and_keeps_open_dead_letters() {
        DeadLetter open = deadLetter();
        a.call(TOOL, tenant, unique("settled"));
        a.call("schedulePostTool", tenant, unique("settled"));
        for (String update :
                List.of(
                        "UPDATE ledger_call SET finished_at = :old, unclear_since = :old WHERE"
                                + " tenant = :tenant",
                        "UPDATE dead_letter SET updated_at = :old WHERE tenant = :tenant")) {
            a.sql()
                    .sql(update)
                    .param("old", Times.sql(Instant.now().minusSeconds(40L * 24 * 3600)))
                    .param("tenant", tenant)
                    .update();
        }
        a.bean(Retention.class).purge();

        assertThat(rows("ledger_call")).isOne();
        assertThat(only()).isEqualTo(a.bean(DeadLetters.class).find(open.id()).orElseThrow());
        assertThat(a.bean(AttemptErrors.class).of(open.jobId())).hasSize(1);

        a.bean(DeadLetters.class).discard(open.id());
        a.sql()
                .sql("UPDATE dead_letter SET updated_at = :old WHERE tenant = :tenant")
                .param("old", Times.sql(Instant.now().minusSeconds(40L * 24 * 3600)))
                .param("tenant", tenant)
                .update();
        a.bean(Retention.class).purge();
        assertThat(rows("dead_letter")).isZero();
        assertThat(rows("ledger_call")).isZero();
    }

    private int rows(String table) {
        return a.sql()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .single();
    }
}
