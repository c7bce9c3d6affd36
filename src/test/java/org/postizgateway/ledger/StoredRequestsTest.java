package org.postizgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.deadletter.DeadLetter;
import org.postizgateway.ledger.deadletter.DeadLetters;
import org.postizgateway.ledger.media.ReplayConflict;
import org.postizgateway.ledger.media.Replays;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.Reason;

/** How much of what callers send is written down. */
@Timeout(60)
class StoredRequestsTest {

    private static final String POST = "schedulePostTool";
    private static final String GENERATION = "generateVideoTool";
    private static final FakePostiz POSTIZ = new FakePostiz();
    private static Gateway gateway;

    private final String tenant = Cluster.unique("tenant");
    private final String word = Cluster.unique("post");

    /** Longer than what is kept whole, and not alike all along. */
    private final String longText = word + " é".repeat(50_000) + " end";

    @BeforeAll
    static void start() {
        gateway =
                Gateway.on(
                        Database.H2.freshUrl(),
                        POSTIZ,
                        Map.of(
                                "ledger.storage.longest-request", "64KB",
                                "ledger.storage.tenant-per-hour", "96KB"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private String stored(String table) {
        return gateway.sql()
                .sql("SELECT request FROM " + table + " WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(String.class)
                .single();
    }

    private int calls() {
        return gateway.sql()
                .sql("SELECT COUNT(*) FROM ledger_call WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(Integer.class)
                .single();
    }

    private LedgerException callUntilRefused() {
        for (int i = 0; i < 10; i++) {
            Exchange answer = gateway.call(POST, tenant, i + " " + "x".repeat(30_000));
            if (answer.getException() instanceof LedgerException refused) {
                return refused;
            }
        }
        throw new AssertionError("Ten posts of 30 kB were written down");
    }

    @Test
    void of_a_long_one_the_beginning_and_the_hash_are_kept_and_all_of_it_is_sent() {
        Exchange answer = gateway.call(POST, tenant, longText);

        assertThat(answer.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(POSTIZ.created(longText)).isOne();
        assertThat(stored("ledger_call"))
                .hasSizeLessThan(2_000)
                .startsWith("cut: ")
                .contains("SHA-256", word)
                .doesNotContain(" end");
    }

    @Test
    void a_long_one_is_recognised_when_it_comes_again() {
        Object first = gateway.call(POST, tenant, longText).getMessage().getBody();
        Exchange second = gateway.call(POST, tenant, longText);

        assertThat(second.getMessage().getBody()).isEqualTo(first);
        assertThat(second.getProperty(CallProperties.REPEATED)).isEqualTo(true);
        assertThat(POSTIZ.created(longText)).isOne();
    }

    @Test
    void a_long_one_that_was_lost_is_looked_up_while_it_is_known_and_found() {
        POSTIZ.when(
                longText,
                exchange -> {
                    POSTIZ.create(exchange);
                    throw new EOFException();
                });
        Exchange answer = gateway.call(POST, tenant, longText);

        assertThat(answer.getMessage().getBody(Map.class)).containsKey("postId");
        assertThat(answer.getProperty(CallProperties.RECONCILED)).isEqualTo(true);
    }

    @Test
    void a_long_one_cannot_be_replayed_and_the_operator_is_told_why() {
        POSTIZ.when(
                longText,
                exchange -> {
                    throw new ConnectException("refused");
                });
        gateway.call(GENERATION, tenant, longText);
        DeadLetters letters = gateway.bean(DeadLetters.class);
        DeadLetter letter = DeadLetterQueries.of(gateway, tenant).get(0);

        assertThat(stored("dead_letter")).hasSizeLessThan(2_000);
        assertThat((Map<?, ?>) letters.describe(letter).get("request"))
                .extracting("tooLongToKeep", "bytes")
                .containsExactly(true, (long) ("{\"content\":\"\"}".length() + utf8(longText)));
        assertThatThrownBy(() -> gateway.bean(Replays.class).replay(letter))
                .isInstanceOf(ReplayConflict.class)
                .hasMessageContaining("LEDGER_STORAGE_LONGEST_REQUEST");
        assertThat(letters.discard(letter.id(), "")).isTrue();
    }

    private static int utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    @Test
    void beyond_the_quota_nothing_is_sent_and_the_time_is_told() {
        LedgerException refused = callUntilRefused();
        int before = calls();
        Exchange again = gateway.call(POST, tenant, word + "y".repeat(30_000));

        assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(refused.outcome().effect()).isEqualTo(Effect.NONE);
        assertThat(refused.retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(60), Duration.ofHours(1));
        assertThat(refused.getMessage()).contains("nothing was sent", " s, with less");
        assertThat(again.getException()).isInstanceOf(LedgerException.class);
        assertThat(calls()).as("rows of refused calls").isEqualTo(before);
    }

    @Test
    void beyond_the_quota_what_is_done_is_answered_still_and_other_tenants_are_served() {
        Object first = gateway.call(POST, tenant, "first").getMessage().getBody();
        callUntilRefused();
        Exchange again = gateway.call(POST, tenant, "first");
        Exchange other = gateway.call(POST, Cluster.unique("other"), word);

        assertThat(again.getMessage().getBody()).isEqualTo(first);
        assertThat(other.getMessage().getBody(Map.class)).containsKey("postId");
    }

    @Test
    void a_result_that_is_too_long_is_as_good_as_none() {
        POSTIZ.when(
                word, exchange -> exchange.getMessage().setBody(Map.of("url", "z".repeat(65_536))));

        Exchange answer = gateway.call(GENERATION, tenant, word);

        assertThat(answer.getException())
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        failed -> assertThat(failed.outcome().effect()).isEqualTo(Effect.UNKNOWN))
                .hasMessageContaining("longer than the 65536 characters");
        assertThat(DeadLetterQueries.of(gateway, tenant)).hasSize(1);
        assertThat(everythingOf(tenant)).doesNotContain("zzz");
    }

    private String everythingOf(String tenant) {
        return gateway.sql()
                .sql(
                        "SELECT * FROM ledger_call c JOIN ledger_item i ON i.call_id = c.id"
                                + " WHERE c.tenant = :tenant")
                .param("tenant", tenant)
                .query()
                .listOfRows()
                .toString();
    }

    @Test
    void results_count_too() {
        for (String content : List.of(word, word + " second")) {
            POSTIZ.when(
                    content,
                    exchange ->
                            exchange.getMessage().setBody(Map.of("postId", "z".repeat(60_000))));
            gateway.call(POST, tenant, content);
        }
        Exchange next = gateway.call(POST, tenant, word + " next");

        assertThat(next.getException())
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXCEEDED));
    }
}
