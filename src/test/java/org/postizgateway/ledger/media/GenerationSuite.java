package org.postizgateway.ledger.media;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.ClusterSuite;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.DeadLetterQueries;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.deadletter.DeadLetter;

/** A tenant and a prompt of each test's own, on two replicas. */
abstract class GenerationSuite extends ClusterSuite {

    static final String TOOL = "generateVideoTool";

    String prompt;
    CountDownLatch generated;

    GenerationSuite(Database database) {
        super(database);
    }

    @BeforeEach
    void newCall() {
        prompt = unique("prompt");
        generated = new CountDownLatch(1);
    }

    /** From here on the generation runs until {@link #generated} says that it is done. */
    void generationTakesLong() {
        postiz.when(
                prompt,
                exchange -> {
                    generated.await();
                    postiz.create(exchange);
                });
    }

    CompletableFuture<Exchange> ask(String tool, Map<String, ?> properties) {
        return a.call(tool, tenant, Map.of("content", prompt), properties);
    }

    CompletableFuture<Exchange> ask(Gateway gateway, Map<String, ?> properties) {
        return gateway.call(TOOL, tenant, Map.of("content", prompt), properties);
    }

    static String jobId(Exchange answer) {
        return answer.getProperty(CallProperties.JOB_ID, String.class);
    }

    Map<String, Object> status(Gateway gateway, String jobId) {
        return gateway.bean(MediaJobs.class).status(tenant, jobId);
    }

    void awaitStatus(String jobId, String status) {
        await().atMost(ofSeconds(10)).until(() -> status(a, jobId).get("status").equals(status));
    }

    List<DeadLetter> deadLetters() {
        return DeadLetterQueries.of(a, tenant);
    }

    String stateOf(String jobId) {
        return a.sql()
                .sql("SELECT state FROM ledger_call WHERE id = :id")
                .param("id", jobId)
                .query(String.class)
                .single();
    }

    static LedgerException failure(Runnable call) {
        try {
            call.run();
        } catch (LedgerException e) {
            return e;
        }
        throw new AssertionError("The call succeeded");
    }

    String jobIdInLedger() {
        return a.sql()
                .sql("SELECT id FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(String.class)
                .single();
    }

    int attemptsInLedger() {
        return a.bean(AttemptErrors.class).of(jobIdInLedger()).size();
    }
}
