package org.postizgateway.ledger.deadletter;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.postizgateway.ledger.ClusterSuite;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.DeadLetterQueries;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.outcome.Reason;

/** A dead letter of each test's own, on two replicas. */
abstract class OperatorSuite extends ClusterSuite {

    static final String TOOL = "generateVideoTool";

    String prompt;

    OperatorSuite(Database database) {
        super(database);
    }

    @BeforeEach
    void newJob() {
        prompt = unique("prompt");
    }

    DeadLetter deadLetter() {
        postiz.isUnreachableFor(prompt);
        a.call(TOOL, tenant, prompt);
        postiz.when(prompt, postiz::create);
        return only();
    }

    /** One that may have been paid for. */
    DeadLetter unclear() {
        postiz.breaksOn(prompt);
        a.call(TOOL, tenant, prompt);
        return only();
    }

    DeadLetter only() {
        List<DeadLetter> all = DeadLetterQueries.of(a, tenant);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    void awaitState(DeadLetterState state) {
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(only().state()).isEqualTo(state));
    }

    static DeadLetter replay(Gateway replica, DeadLetter letter, CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return replica.bean(Replays.class).replay(letter);
    }

    DeadLetterFilter filter(Set<DeadLetterState> states) {
        return new DeadLetterFilter(
                Optional.of(TOOL),
                Optional.of(tenant),
                Optional.of(Reason.RETRIES_EXHAUSTED),
                states,
                Optional.of(Instant.now().minusSeconds(60)),
                10,
                0);
    }

    int rows(String table) {
        return a.sql()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .single();
    }
}
