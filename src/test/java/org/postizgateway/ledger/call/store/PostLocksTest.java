package org.postizgateway.ledger.call.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
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
import org.postizgateway.ledger.replica.Replica;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PostLocksTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** Of a replica of its own. */
    private static PostLocks locks(TestDatabase ledger) {
        JdbcClient jdbc = JdbcClient.create(ledger.pool());
        Replica replica = new Replica(jdbc, Duration.ofMinutes(1));
        replica.heartbeat();
        return new PostLocks(
                jdbc, replica, new TransactionTemplate(new JdbcTransactionManager(ledger.pool())));
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
    void a_post_is_locked_by_one_call_until_that_is_done(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostLocks locks = locks(ledger);
            PostLocks ofAnotherReplica = locks(ledger);
            Exchange one = call();
            Exchange other = call();

            assertThat(locks.mustWait("tenant", "a", one)).isFalse();
            assertThat(locks.mustWait("tenant", "a", one)).isFalse();
            assertThat(ofAnotherReplica.mustWait("tenant", List.of("b", "a"), other)).isTrue();
            assertThat(ofAnotherReplica.mustWait("another", "a", call())).isFalse();
            end(one);
            assertThat(ofAnotherReplica.mustWait("tenant", List.of("b", "a"), other)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void of_several_posts_all_are_locked_or_none(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostLocks locks = locks(ledger);
            assertThat(locks.mustWait("tenant", "b", call())).isFalse();

            assertThat(locks.mustWait("tenant", List.of("a", "b", "c"), call())).isTrue();

            assertThat(locks.mustWait("tenant", List.of("a", "c"), call())).isFalse();
            assertThat(locks.mustWait("tenant", List.of(), call())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_call_that_died_locks_nothing_for_ever(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            JdbcClient jdbc = JdbcClient.create(ledger.pool());
            PostLocks dead = locks(ledger);
            PostLocks alive = locks(ledger);
            assertThat(dead.mustWait("tenant", "a", call())).isFalse();
            assertThat(alive.mustWait("tenant", "a", call())).isTrue();
            jdbc.sql("UPDATE replica SET seen_at = seen_at - INTERVAL '2' MINUTE").update();

            assertThat(dead.mustWait("tenant", "a", call())).isTrue();
            assertThat(alive.mustWait("tenant", "a", call())).isFalse();
            jdbc.sql("UPDATE post_lock SET until_at = until_at - INTERVAL '31' MINUTE").update();
            assertThat(alive.mustWait("tenant", "a", call())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_call_waits_for_another_only_so_long(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            PostLocks locks = locks(ledger);
            locks.mustWait("tenant", "a", call());
            Exchange waiting = call();
            waiting.setProperty("PostizLockAskedAt", Instant.now().minusSeconds(31));

            assertThatThrownBy(() -> locks.mustWait("tenant", "a", waiting))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("Another call is changing the same post");
        }
    }
}
