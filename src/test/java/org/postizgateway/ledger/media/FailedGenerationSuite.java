package org.postizgateway.ledger.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.outcome.Reason;

/** Generations that fail, or of which nobody knows. */
abstract class FailedGenerationSuite extends GenerationSuite {

    FailedGenerationSuite(Database database) {
        super(database);
    }

    @Test
    void an_unclear_generation_becomes_a_dead_letter_and_is_not_repeated() {
        postiz.breaksOn(prompt);
        Exchange answer = a.call("guardedVideoTool", tenant, prompt);

        String sentence = answer.getProperty(CallProperties.MCP_ERROR, String.class);
        assertThat(sentence)
                .startsWith("The connection to Postiz broke")
                .contains("The generation may have been paid for");
        assertThat(postiz.received(prompt)).isOne();
        assertThat(status(b, jobId(answer)))
                .containsEntry("status", "unknown")
                .containsEntry("error", Map.of("reason", "outcome_unknown", "message", sentence));
        assertThat(deadLetters()).hasSize(1);
        assertThat(deadLetters().get(0).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
        await().untilAsserted(
                        () ->
                                assertThat(a.announced())
                                        .anyMatch(l -> l.get("jobId").equals(jobId(answer))));
        assertThat(a.announced().toString()).doesNotContain("key-of-");
    }

    @Test
    void an_unclear_generation_holds_the_same_prompt_back_until_a_caller_insists() {
        postiz.breaksOn(prompt);
        Exchange told = a.call("guardedVideoTool", tenant, prompt);
        Exchange again = b.call("guardedVideoTool", tenant, prompt);
        Exchange other = b.call("guardedVideoTool", unique("tenant"), prompt);
        Exchange insisting =
                ask("guardedVideoTool", Map.of(CallProperties.ALLOW_DUPLICATE, true)).join();

        assertThat(again.getProperty(CallProperties.MCP_ERROR))
                .isEqualTo(told.getProperty(CallProperties.MCP_ERROR));
        assertThat(again.getProperty(CallProperties.MCP_ERROR, String.class))
                .contains(jobId(told), "mediaJobStatus", "allowDuplicate");
        assertThat(again.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(again.getProperty(CallProperties.JOB_STATUS)).isEqualTo("unknown");
        assertThat(List.of(jobId(other), jobId(insisting))).doesNotContain(jobId(told));
        assertThat(postiz.received(prompt)).isEqualTo(3);
    }

    @Test
    void a_status_of_an_unclear_generation_names_its_errors_and_its_dead_letter() {
        postiz.breaksOn(prompt);
        String jobId = jobId(a.call("guardedVideoTool", tenant, prompt));

        Map<String, Object> status = status(b, jobId);

        assertThat(status).containsEntry("status", "unknown").containsEntry("attempts", 1);
        assertThat(status.get("errors").toString()).contains("outcome_unknown", "attempt=1");
        assertThat(status)
                .containsEntry(
                        "deadLetter", Map.of("id", deadLetters().get(0).id(), "state", "open"));
    }

    @Test
    void exhausted_retries_become_a_dead_letter_with_every_error() {
        postiz.isUnreachableFor(prompt);
        a.call("guardedVideoTool", tenant, prompt);

        DeadLetter letter = deadLetters().get(0);
        assertThat(letter.reason()).isEqualTo(Reason.RETRIES_EXHAUSTED);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(postiz.received(prompt)).isEqualTo(3);
        List<?> errors = (List<?>) a.bean(DeadLetters.class).describe(letter).get("errors");
        assertThat(errors).hasSize(3);
        assertThat(errors.get(2).toString()).contains("attempt=3", "Postiz cannot be reached");
    }

    @Test
    void a_rejected_generation_needs_no_operator() {
        postiz.answers(prompt, 400, "No credits left.");
        Exchange answer = a.call(TOOL, tenant, prompt);

        assertThat(answer.getException()).hasMessageContaining("No credits left");
        assertThat(((LedgerException) answer.getException()).details())
                .containsEntry("jobId", jobId(answer))
                .containsEntry("status", "failed");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void what_a_killed_replica_was_generating_becomes_a_dead_letter_and_its_callers_are_told() {
        Gateway doomed = cluster.newReplica();
        postiz.when(
                prompt,
                exchange -> {
                    doomed.kill();
                    generated.await();
                });
        ask(doomed, Map.of());
        await().until(() -> postiz.received(prompt) == 1);
        Exchange joined = ask(a, Map.of()).join();
        generated.countDown();
        doomed.close();

        assertThat(((LedgerException) joined.getException()).reason())
                .isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(postiz.received(prompt)).isOne();
        assertThat(deadLetters()).hasSize(1);
        assertThat(deadLetters().get(0).message()).contains("gateway stopped");
    }

    @Test
    void a_generation_is_refused_before_postiz_is_touched_when_the_ledger_is_lost() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();
        Exchange refused = ask(alone, Map.of()).join();
        alone.close();

        assertThat(((LedgerException) refused.getException()).reason())
                .isEqualTo(Reason.LEDGER_UNAVAILABLE);
        assertThat(postiz.received(prompt)).isZero();
    }

    @Test
    void a_status_that_cannot_be_read_says_so() {
        Gateway alone = Gateway.on(database.freshUrl(), postiz);
        alone.kill();

        assertThatThrownBy(() -> alone.bean(MediaJobs.class).status(tenant, "any"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("ask again later");
        alone.close();
    }
}
