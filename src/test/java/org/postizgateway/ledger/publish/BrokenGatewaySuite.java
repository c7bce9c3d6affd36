package org.postizgateway.ledger.publish;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Reason;

/** Creates while the ledger goes away, and after a replica was killed. */
abstract class BrokenGatewaySuite extends PublishSuite {

    BrokenGatewaySuite(Database database) {
        super(database);
    }

    @Test
    void an_answer_is_given_and_kept_although_the_ledger_goes_away_meanwhile() {
        try (Gateway alone = Gateway.on(database.freshUrl(), postiz)) {
            postiz.when(
                    post,
                    exchange -> {
                        postiz.create(exchange);
                        alone.sql().sql("ALTER TABLE ledger_call RENAME TO away").update();
                    });
            Exchange answer = alone.call(TOOL, tenant, post);
            Exchange refused = alone.call(TOOL, tenant, unique("other"));
            alone.sql().sql("ALTER TABLE away RENAME TO ledger_call").update();

            assertThat(answer.isFailed()).isFalse();
            assertThat(refused.getException())
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("nothing was sent to Postiz");
            await().atMost(ofSeconds(5))
                    .untilAsserted(() -> assertThat(statesOn(alone)).containsExactly("DONE"));
        }
    }

    @Test
    void a_call_is_refused_before_postiz_is_touched_when_the_ledger_is_lost() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();
        Exchange refused = alone.call(TOOL, tenant, post);
        alone.close();

        assertThat(((LedgerException) refused.getException()).reason())
                .isEqualTo(Reason.LEDGER_UNAVAILABLE);
        assertThat(postiz.received(post)).isZero();
    }

    @Test
    void what_a_killed_replica_had_created_is_found_and_not_created_again() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    doomed.kill();
                });
        doomed.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange repeat = a.call(TOOL, tenant, post);
        doomed.close();

        assertThat(repeat.isFailed()).isFalse();
        assertThat(repeat.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void what_a_killed_replica_had_not_created_is_sent_once_it_is_settled() {
        Gateway doomed = cluster.newReplica();
        postiz.when(post, exchange -> doomed.kill());
        doomed.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        a.call(TOOL, tenant, unique("later"));

        await().atMost(ofSeconds(10)).until(() -> !b.call(TOOL, tenant, post).isFailed());
        doomed.close();
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void an_open_call_of_a_killed_replica_is_reconciled_without_another_call_for_it() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    doomed.kill();
                });
        doomed.call(TOOL, tenant, post);
        doomed.close();
        a.call(TOOL, tenant, unique("any other post"));

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(states()).contains("DONE").hasSize(2));
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(states()).containsOnly("DONE"));
    }
}
