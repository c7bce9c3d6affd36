package org.postizgateway.ledger.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.ledger.Cluster.unique;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.DeadLetterQueries;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.media.ReplayConflict;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.ledger.replica.Retention;
import org.postizgateway.outcome.Reason;

/** Dead letters that are listed, discarded and kept. */
abstract class DeadLetterListSuite extends OperatorSuite {

    DeadLetterListSuite(Database database) {
        super(database);
    }

    private List<DeadLetter> listed(DeadLetterFilter filter) {
        return DeadLetterQueries.matching(a, filter);
    }

    @Test
    void after_a_discarded_dead_letter_the_same_call_is_a_new_generation() {
        DeadLetter letter = unclear();
        postiz.when(prompt, postiz::create);
        a.bean(DeadLetters.class).discard(letter.id(), "");
        Exchange again = b.call(TOOL, tenant, prompt);

        assertThat(again.isFailed()).isFalse();
        assertThat(again.getProperty(CallProperties.JOB_ID)).isNotEqualTo(letter.jobId());
        assertThat(postiz.received(prompt)).isEqualTo(2);
    }

    @Test
    void a_discarded_dead_letter_is_neither_listed_nor_replayed_nor_discarded_again() {
        DeadLetter letter = deadLetter();
        DeadLetters letters = a.bean(DeadLetters.class);

        assertThat(letters.discard(letter.id(), "")).isTrue();
        assertThat(letters.discard(letter.id(), "")).isFalse();
        assertThat(listed(filter(Set.of()))).isEmpty();
        assertThatThrownBy(() -> a.bean(Replays.class).replay(letter))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("discarded");
        assertThat(postiz.created(prompt)).isZero();
    }

    @Test
    void a_listing_can_be_narrowed_by_each_property() {
        DeadLetter letter = deadLetter();

        assertThat(listed(filter(Set.of()))).containsExactly(letter);
        assertThat(listed(filter(Set.of(DeadLetterState.RESOLVED)))).isEmpty();
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
        assertThat(others).allSatisfy(other -> assertThat(listed(other)).isEmpty());
    }

    @Test
    void retention_deletes_what_is_settled_and_keeps_open_dead_letters() {
        DeadLetter open = deadLetter();
        a.call(TOOL, tenant, unique("settled"));
        a.call("schedulePostTool", tenant, unique("settled"));
        for (String update :
                List.of(
                        "UPDATE ledger_call SET created_at = :old, finished_at = :old,"
                                + " unclear_since = :old WHERE tenant = :tenant",
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

        a.bean(DeadLetters.class).discard(open.id(), "");
        a.sql()
                .sql("UPDATE dead_letter SET updated_at = :old WHERE tenant = :tenant")
                .param("old", Times.sql(Instant.now().minusSeconds(40L * 24 * 3600)))
                .param("tenant", tenant)
                .update();
        a.bean(Retention.class).purge();
        assertThat(rows("dead_letter")).isZero();
        assertThat(rows("ledger_call")).isZero();
    }
}
