package org.postizgateway.ledger.publish;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postizgateway.ledger.Cluster.unique;

import java.io.EOFException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.AttemptError;
import org.postizgateway.ledger.AttemptErrors;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.LedgerException;

/** Creates whose answer is lost, and attempts that failed. */
abstract class UnknownOutcomeSuite extends PublishSuite {

    UnknownOutcomeSuite(Database database) {
        super(database);
    }

    @Test
    void an_unclear_call_that_postiz_lists_is_answered_as_created() {
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    throw new EOFException();
                });
        Exchange answer = a.call(TOOL, tenant, post);

        assertThat(answer.isFailed()).isFalse();
        assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
        assertThat(answer.getProperty(CallProperties.RECONCILED)).isEqualTo(true);
        assertThat(answer.getProperty("shaped")).isEqualTo("true");
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void a_lost_create_that_appears_late_is_still_found() {
        postiz.breaksOn(post);
        postiz.whenLookedUp(
                post,
                List.of(
                        Map.of("outcome", "not_created"),
                        Map.of("outcome", "created", "result", Map.of("postId", "late"))));

        assertThat(a.call(TOOL, tenant, post).getProperty(CallProperties.OUTCOME))
                .isEqualTo("done");
    }

    @Test
    void an_unclear_call_that_ended_without_a_trace_was_not_created() {
        postiz.answers(post, 500, "Internal server error");
        Exchange failed = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = a.call(TOOL, tenant, post);

        assertThat(failed.getProperty(CallProperties.OUTCOME)).isEqualTo("none");
        assertThat(failed.getException())
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("can be sent again");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void time_alone_does_not_prove_that_a_lost_create_will_not_appear() {
        postiz.breaksOn(post);
        Exchange unknown = a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        Exchange tooEarly = b.call(TOOL, tenant, post);

        assertThat(unknown.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        assertThat(unknown.getException()).hasMessageContaining("allowDuplicate");
        assertThat(tooEarly.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        await().during(ofMillis(1500))
                .atMost(ofSeconds(5))
                .until(() -> b.call(TOOL, tenant, post).isFailed());
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void a_lost_create_is_sent_again_once_postiz_has_carried_out_a_later_one() {
        postiz.breaksOn(post);
        a.call(TOOL, tenant, post);
        postiz.when(post, postiz::create);
        a.call(TOOL, tenant, unique("later"));

        await().atMost(ofSeconds(5)).until(() -> !b.call(TOOL, tenant, post).isFailed());
        assertThat(postiz.created(post)).isOne();
    }

    @Test
    void a_create_that_appears_while_the_outcome_is_unknown_is_not_sent_again() {
        postiz.breaksOn(post);
        a.call(TOOL, tenant, post);
        postiz.whenLookedUp(
                post, List.of(Map.of("outcome", "created", "result", Map.of("postId", "late"))));
        Exchange repeat = b.call(TOOL, tenant, post);

        assertThat(repeat.getMessage().getBody()).isEqualTo(Map.of("postId", "late"));
        assertThat(repeat.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(postiz.received(post)).isOne();
    }

    @Test
    void where_postiz_cannot_be_asked_an_unknown_outcome_holds_back_until_the_caller_insists() {
        postiz.breaksOn(post);
        a.call("uploadFromUrlTool", tenant, post);
        Exchange held = a.call("uploadFromUrlTool", tenant, post);
        postiz.when(post, postiz::create);
        Exchange allowed =
                a.call(
                                "uploadFromUrlTool",
                                tenant,
                                Map.of("content", post),
                                Map.of(CallProperties.ALLOW_DUPLICATE, "true"))
                        .join();

        assertThat(held.getException()).hasMessageContaining("held back until");
        assertThat(allowed.isFailed()).isFalse();
        assertThat(postiz.received(post)).isEqualTo(2);
    }

    @Test
    void a_create_of_unknown_outcome_holds_back_although_its_caller_insisted() {
        a.call(TOOL, tenant, post);
        postiz.breaksOn(post);
        postiz.whenLookedUp(post, List.of(Map.of("outcome", "unknown")));
        Exchange lost = allowingDuplicate();
        postiz.when(post, postiz::create);
        Exchange heldBack = b.call(TOOL, tenant, post);

        assertThat(lost.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        assertThat(heldBack.getProperty(CallProperties.OUTCOME)).isEqualTo("unknown");
        assertThat(postiz.received(post)).isEqualTo(2);
    }

    @Test
    void a_change_of_unknown_outcome_may_be_made_again_at_once() {
        postiz.breaksOn(post);
        Exchange unknown = a.call("postSettingsTool", tenant, post);
        postiz.when(post, postiz::create);
        Exchange again = b.call("postSettingsTool", tenant, post);

        assertThat(unknown.getException()).hasMessageContaining("can be sent again");
        assertThat(again.isFailed()).isFalse();
        assertThat(postiz.received(post)).isEqualTo(2);
    }

    @Test
    void a_routes_error_handler_may_redeliver_what_did_not_happen() {
        AtomicInteger tries = new AtomicInteger();
        postiz.when(
                post,
                exchange -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new ConnectException("refused");
                    }
                    postiz.create(exchange);
                });
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(answer.getProperty(CallProperties.MCP_ERROR)).isNull();
        assertThat(postiz.created(post)).isOne();
        assertThat(attempts()).containsExactly(3);
        String id = answer.getProperty(CallProperties.CALL_ID, String.class);
        assertThat(a.bean(AttemptErrors.class).of(id))
                .extracting(AttemptError::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void a_routes_error_handler_does_not_redeliver_what_may_have_happened() {
        postiz.when(
                post,
                exchange -> {
                    postiz.create(exchange);
                    throw new EOFException();
                });
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(postiz.received(post)).isOne();
        assertThat(answer.getProperty(CallProperties.MCP_ERROR)).isNull();
        assertThat(answer.getProperty("shaped")).isEqualTo("true");
        assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("postId", "found"));
    }

    @Test
    void an_unknown_outcome_replaces_the_sentence_of_the_error_handler() {
        postiz.breaksOn(post);
        Exchange answer = a.call("guardedPostTool", tenant, post);

        assertThat(answer.getException()).isNull();
        assertThat(answer.getProperty(CallProperties.MCP_ERROR, String.class))
                .startsWith("The connection to Postiz broke")
                .contains("may still appear");
        assertThat(answer.getProperty("shaped")).isNull();
    }
}
