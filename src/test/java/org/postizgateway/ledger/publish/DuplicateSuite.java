package org.postizgateway.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postizgateway.ledger.Cluster.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.FakePostiz;
import org.postizgateway.ledger.Gateway;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.outcome.Effect;

/** Which of several calls is sent. */
abstract class DuplicateSuite extends PublishSuite {

    DuplicateSuite(Database database) {
        super(database);
    }

    @Test
    void a_repeated_call_gets_the_first_answer_marked_as_such() {
        Exchange first = a.call(TOOL, tenant, post);
        double repeatsBefore = b.counted("ledger.repeats");
        Exchange repeat = b.call(TOOL, tenant, post);

        assertThat(postiz.created(post)).isOne();
        assertThat(repeat.getMessage().getBody()).isEqualTo(first.getMessage().getBody());
        assertThat(first.getProperty(CallProperties.REPEATED)).isNull();
        assertThat(repeat.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(repeat.getProperty(CallProperties.FIRST_ANSWERED_AT, String.class))
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(repeat.getProperty(CallProperties.OUTCOME)).isEqualTo("done");
        assertThat(b.counted("ledger.repeats")).isEqualTo(repeatsBefore + 1);
    }

    @Test
    void the_result_is_a_json_value_and_the_route_goes_on() {
        Exchange first = a.call(TOOL, tenant, post);

        assertThat(first.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(first.getProperty("shaped")).isEqualTo("true");
    }

    @Test
    void a_call_of_another_tenant_is_not_a_repeat() {
        a.call(TOOL, tenant, post);
        Exchange other = a.call(TOOL, unique("tenant"), post);

        assertThat(postiz.created(post)).isEqualTo(2);
        assertThat(other.getProperty(CallProperties.REPEATED)).isNull();
    }

    @Test
    void a_caller_who_allows_a_duplicate_gets_one() {
        a.call(TOOL, tenant, post);
        allowingDuplicate();

        assertThat(postiz.created(post)).isEqualTo(2);
    }

    @Test
    void a_failure_in_between_does_not_make_others_forget_the_first_answer() {
        a.call(TOOL, tenant, post);
        postiz.isUnreachableFor(post);
        Exchange failed = allowingDuplicate();
        postiz.when(post, postiz::create);
        Exchange repeat = b.call(TOOL, tenant, post);

        assertThat(failed.getProperty(CallProperties.OUTCOME)).isEqualTo("none");
        assertThat(repeat.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void fifty_identical_calls_on_two_replicas_create_one() {
        CountDownLatch release = postiz.holds(post);
        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Gateway replica = i % 2 == 0 ? a : b;
            calls.add(
                    CompletableFuture.supplyAsync(
                                    () ->
                                            replica.call(
                                                    TOOL,
                                                    tenant,
                                                    Map.of("content", post),
                                                    Map.of()),
                                    command -> new Thread(command).start())
                            .thenCompose(call -> call));
        }
        release.countDown();

        List<Object> answers =
                calls.stream().map(call -> call.join().getMessage().getBody()).toList();
        assertThat(postiz.received(post)).isOne();
        assertThat(answers).hasSize(50).containsOnly(answers.get(0));
    }

    @Test
    void a_call_that_did_not_happen_can_be_sent_again() {
        postiz.isUnreachableFor(post);
        Exchange refused = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = a.call(TOOL, tenant, post);

        assertThat(((LedgerException) refused.getException()).outcome().effect())
                .isEqualTo(Effect.NONE);
        assertThat(refused.getProperty(CallProperties.OUTCOME)).isEqualTo("none");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.created(post)).isOne();
        assertThat(states()).containsExactly("FAILED", "DONE");
    }

    @Test
    void a_joined_call_shares_the_failure_of_the_first() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        postiz.when(
                post,
                exchange -> {
                    sent.countDown();
                    release.await();
                    throw FakePostiz.failed(400, "Postiz says no.");
                });
        CompletableFuture<Exchange> first =
                CompletableFuture.supplyAsync(() -> a.call(TOOL, tenant, post));
        sent.await();
        CompletableFuture<Exchange> second =
                b.call(TOOL, tenant, Map.of("content", post), Map.of());
        release.countDown();

        assertThat(first.join().getException()).hasMessageContaining("Postiz says no");
        assertThat(second.join().getException())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("Postiz says no");
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void a_change_that_is_only_written_down_is_made_again_by_the_next_call() {
        a.call("postSettingsTool", tenant, post);
        Exchange second = a.call("postSettingsTool", tenant, post);

        assertThat(postiz.created(post)).isEqualTo(2);
        assertThat(second.getProperty(CallProperties.REPEATED)).isNull();
        assertThat(states()).containsExactly("DONE", "DONE");
    }

    @Test
    void no_credential_is_written_down() {
        a.call(TOOL, tenant, post);
        List<Map<String, Object>> rows =
                a.sql()
                        .sql("SELECT * FROM ledger_call WHERE tenant = :tenant")
                        .param("tenant", tenant)
                        .query()
                        .listOfRows();

        assertThat(rows).hasSize(1);
        assertThat(rows.toString()).doesNotContain("key-of-");
    }

    @Test
    void a_call_without_a_tenant_is_not_let_through() {
        Exchange answer = a.call(TOOL, "", post);

        assertThat(answer.getException()).hasMessageContaining("PostizTenant is not set");
        assertThat(postiz.received(post)).isZero();
    }
}
