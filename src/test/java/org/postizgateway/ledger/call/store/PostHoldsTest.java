package org.postizgateway.ledger.call.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PostHoldsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    private static PostHolds holds(TestDatabase ledger) {
        return new PostHolds(
                JdbcClient.create(ledger.pool()),
                new TransactionTemplate(new JdbcTransactionManager(ledger.pool())));
    }

    private Exchange call() {
        return new DefaultExchange(camel);
    }

    private static void end(Exchange call) {
        UnitOfWorkHelper.doneSynchronizations(
                call, call.getExchangeExtension().handoverCompletions());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_post_is_held_by_one_call_until_that_is_done(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostHolds holds = holds(ledger);
            PostHolds ofAnotherReplica = holds(ledger);
            Exchange one = call();
            Exchange other = call();

            assertThat(holds.isBusy("tenant", "a", one)).isFalse();
            assertThat(holds.isBusy("tenant", "a", one)).isFalse();
            assertThat(ofAnotherReplica.isBusy("tenant", List.of("b", "a"), other)).isTrue();
            assertThat(ofAnotherReplica.isBusy("another", "a", call())).isFalse();
            end(one);
            assertThat(ofAnotherReplica.isBusy("tenant", List.of("b", "a"), other)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void of_several_posts_all_are_held_or_none(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostHolds holds = holds(ledger);
            assertThat(holds.isBusy("tenant", "b", call())).isFalse();

            assertThat(holds.isBusy("tenant", List.of("a", "b", "c"), call())).isTrue();

            assertThat(holds.isBusy("tenant", List.of("a", "c"), call())).isFalse();
            assertThat(holds.isBusy("tenant", List.of(), call())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_call_that_died_holds_nothing_for_ever(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostHolds holds = holds(ledger);
            assertThat(holds.isBusy("tenant", "a", call())).isFalse();
            JdbcClient.create(ledger.pool())
                    .sql("UPDATE post_hold SET until_at = until_at - INTERVAL '6' MINUTE")
                    .update();

            assertThat(holds.isBusy("tenant", "a", call())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_call_waits_for_another_only_so_long(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostHolds holds = holds(ledger);
            holds.isBusy("tenant", "a", call());
            Exchange waiting = call();
            waiting.setProperty("PostizHoldAskedAt", java.time.Instant.now().minusSeconds(31));

            assertThatThrownBy(() -> holds.isBusy("tenant", "a", waiting))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("Another call is changing the same post");
        }
    }
}
