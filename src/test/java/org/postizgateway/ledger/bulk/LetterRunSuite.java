package org.postizgateway.ledger.bulk;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.ClusterSuite;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.bulk.LetterResult.Outcome;
import org.postizgateway.ledger.bulk.LetterRun.Action;
import org.postizgateway.ledger.bulk.LetterRun.State;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.postizgateway.ledger.deadletter.DeadLetterState;

/** Many dead letters: in pages, by cause, and decided about at once. */
abstract class LetterRunSuite extends ClusterSuite {

    private static final String TOOL = "generateVideoTool";

    LetterRunSuite(Database database) {
        super(database);
    }

    private DeadLetterFilter filter(int limit, DeadLetterState... states) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.of(tenant),
                Optional.empty(),
                Set.of(states),
                Optional.empty(),
                limit,
                0);
    }

    /** Rows without jobs; every third waits for a credential, and two share each time. */
    private void rows(int count) {
        Instant first = Times.now().minusSeconds(1000);
        for (int i = 0; i < count; i++) {
            a.sql()
                    .sql(
                            """
                            INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message,
                                                     request, attempts, created_at, updated_at)
                            VALUES (:id, :id, :tenant, :tool, :state, 'THROTTLED', 'x', '{}', 1, :at, :at)
                            """)
                    .param("id", unique("row").substring(0, 30))
                    .param("tenant", tenant)
                    .param("tool", TOOL)
                    .param("state", i % 3 == 0 ? "WAITING_FOR_CREDENTIAL" : "OPEN")
                    .param("at", Times.sql(first.plusSeconds(i / 2)))
                    .update();
        }
    }

    private LetterPages pages() {
        return a.bean(LetterPages.class);
    }

    private int decidable(DeadLetterState... states) {
        return LetterPages.decidable(pages().causes(filter(10, states)));
    }

    private LetterRunRepository runs() {
        return a.bean(LetterRunRepository.class);
    }

    private LetterRun begin(Action action, int expected) {
        return a.bean(LetterRuns.class)
                .begin(action, filter(10), expected, "they are old", "tenant x");
    }

    private void awaitEnd(LetterRun run) {
        await().atMost(ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(runs().find(run.id()).orElseThrow().state())
                                        .isEqualTo(State.DONE));
    }

    @Test
    void pages_show_each_dead_letter_once_the_newest_first() {
        rows(25);
        List<DeadLetter> seen = new ArrayList<>();
        Optional<PageCursor> cursor = Optional.empty();
        do {
            LetterPages.Page page = pages().page(filter(7), cursor);
            seen.addAll(page.letters());
            cursor = page.next().map(next -> PageCursor.parse(next.text()).orElseThrow());
        } while (cursor.isPresent());

        assertThat(seen).hasSize(25).extracting(DeadLetter::id).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((x, y) -> y.createdAt().compareTo(x.createdAt()));
        assertThat(pages().page(filter(7, DeadLetterState.RESOLVED), Optional.empty()).letters())
                .isEmpty();
    }

    @Test
    void causes_count_what_matches() {
        rows(5);

        assertThat(pages().causes(filter(10)))
                .singleElement()
                .satisfies(
                        cause -> {
                            assertThat(cause.reason().code()).isEqualTo("throttled");
                            assertThat(cause.letters()).isEqualTo(5);
                            assertThat(cause.oldest()).isBefore(cause.newest());
                        });
        assertThat(decidable()).isEqualTo(5);
        assertThat(decidable(DeadLetterState.RESOLVED)).isZero();
    }

    @Test
    void all_that_match_are_discarded_with_the_reason_and_a_result_for_each() {
        rows(230);
        LetterRun run = begin(Action.DISCARD, 230);
        awaitEnd(run);

        assertThat(runs().outcomes(run.id())).isEqualTo(Map.of(Outcome.DISCARDED, 230));
        assertThat(decidable()).isZero();
        List<LetterResult> first = runs().results(run.id(), "", 200);
        assertThat(first).hasSize(200);
        assertThat(runs().results(run.id(), first.get(199).letterId(), 200)).hasSize(30);
        assertThat(first.get(0).letterState()).contains("discarded");
        assertThat(pages().note(first.get(0).letterId())).isEqualTo("they are old");
    }

    @Test
    void nothing_is_done_when_another_number_matches_than_was_shown() {
        rows(3);
        int before = runs().latest(500).size();

        assertThatThrownBy(() -> begin(Action.DISCARD, 2))
                .isInstanceOf(LetterRuns.Changed.class)
                .hasMessageStartingWith("3 dead letters match now, not 2.");
        assertThat(decidable()).isEqualTo(3);
        assertThat(runs().latest(500)).hasSize(before);
    }

    @Test
    void nothing_is_done_when_nobody_can_decide_about_what_matches() {
        rows(3);

        assertThatThrownBy(
                        () ->
                                a.bean(LetterRuns.class)
                                        .begin(
                                                Action.DISCARD,
                                                filter(10, DeadLetterState.RESOLVED),
                                                0,
                                                "they are old",
                                                "resolved"))
                .isInstanceOf(LetterRuns.Changed.class)
                .hasMessageStartingWith("No dead letter matches that can be decided about.");
        assertThat(decidable()).isEqualTo(3);
    }

    @Test
    void a_run_that_is_stopped_does_no_more() {
        rows(3);
        LetterRun run = begin(Action.DISCARD, 3);
        a.bean(LetterRuns.class).stop(run.id());
        Map<Outcome, Integer> then = runs().outcomes(run.id());
        a.bean(LetterRuns.class).round();

        assertThat(a.bean(LetterRuns.class).stop(run.id())).isFalse();
        assertThat(runs().find(run.id()).orElseThrow().state()).isNotEqualTo(State.RUNNING);
        assertThat(then.values().stream().mapToInt(n -> n).sum()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_run_whose_replica_is_gone_is_carried_on_by_another() {
        rows(4);
        LetterRun run = begin(Action.DISCARD, 4);
        a.sql()
                .sql("UPDATE letter_run SET owner = 'a replica that is gone' WHERE id = :id")
                .param("id", run.id())
                .update();
        awaitEnd(run);

        assertThat(runs().outcomes(run.id()).values().stream().mapToInt(n -> n).sum()).isEqualTo(4);
    }

    @Test
    void two_operators_who_replay_all_at_once_pay_once_for_each() {
        List<String> prompts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String prompt = unique("prompt");
            postiz.isUnreachableFor(prompt);
            a.call(TOOL, tenant, prompt);
            prompts.add(prompt);
        }
        CountDownLatch both = new CountDownLatch(1);
        prompts.forEach(
                prompt ->
                        postiz.when(
                                prompt,
                                exchange -> {
                                    both.await();
                                    postiz.create(exchange);
                                }));
        LetterRun one = begin(Action.REPLAY, 6);
        LetterRun other =
                b.bean(LetterRuns.class)
                        .begin(Action.REPLAY, filter(10), decidable(), "", "tenant x");
        both.countDown();
        awaitEnd(one);
        awaitEnd(other);

        await().atMost(ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                pages().page(
                                                                filter(
                                                                        10,
                                                                        DeadLetterState.RESOLVED),
                                                                Optional.empty())
                                                        .letters())
                                        .hasSize(6));
        assertThat(prompts).allSatisfy(prompt -> assertThat(postiz.created(prompt)).isOne());
    }
}
