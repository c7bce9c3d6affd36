package org.postizgateway.ledger.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.bound.Lane;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that stay unknown neither keep newer ones back nor cost a look at every round. */
@Timeout(60)
class LookAgainTest {

    private static final int MANY = 30;
    private static final int MANY_TENANTS = 600;

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
    private final CountDownLatch postizAnswers = new CountDownLatch(1);
    private volatile boolean postizHangs;
    private volatile boolean found;

    @AutoClose
    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    this::lose,
                    new Listing(),
                    Map.of("ledger.poll-interval", "1h", "ledger.patience", "300ms"));

    @AfterEach
    void answer() {
        postizAnswers.countDown();
    }

    private final class Listing implements Reconciler {

        @Override
        public boolean canTell(LedgerCall call) {
            return call.tool().equals(Tool.schedulePostTool.name());
        }

        @Override
        public Reconciliation reconcile(
                LedgerCall call, List<String> otherResults, Credential credential) {
            looks.computeIfAbsent(call.request(), any -> new AtomicInteger()).incrementAndGet();
            if (postizHangs && !call.tenant().equals("somebody else")) {
                await().forever().until(() -> postizAnswers.getCount() == 0);
            }
            return found && call.request().matches(".*(newest|found).*")
                    ? new Reconciliation(
                            List.of(
                                    new Reconciliation.Item(
                                            Finding.PRESENT, Optional.of("\"found\""))),
                            "")
                    : Reconciliation.of(Finding.CANNOT_TELL, 1, "");
        }
    }

    private void lose(Exchange exchange) throws Exception {
        if (exchange.getMessage().getBody(Map.class).get("content").toString().contains("lost")) {
            throw new EOFException();
        }
        exchange.getMessage().setBody(Map.of("id", "made"));
    }

    private Exchange create(String content) {
        return create("tenant", content);
    }

    private Exchange create(String tenant, String content) {
        return node.call(Tool.schedulePostTool, tenant, Map.of("content", content), Map.of())
                .join();
    }

    private boolean nobodyLooks() {
        return node.bean(Lane.class).isIdle();
    }

    private int looksFor(String content) {
        return looks.get(JsonBody.write(Map.of("content", content))).get();
    }

    private void later(String howMuch) {
        for (String column : List.of("unclear_since", "next_look_at")) {
            JdbcClient.create(tables.pool())
                    .sql(
                            "UPDATE ledger_call SET %1$s = %1$s - INTERVAL %2$s"
                                    .formatted(column, howMuch))
                    .update();
        }
    }

    private String stateOf(String content) {
        return JdbcClient.create(tables.pool())
                .sql("SELECT state FROM ledger_call WHERE request LIKE :content")
                .param("content", "%" + content + "%")
                .query(String.class)
                .single();
    }

    @Test
    void a_newer_one_has_its_turn_behind_many_that_stay_unknown() {
        for (int i = 0; i < MANY; i++) {
            create("lost " + i);
        }
        create("lost newest");
        found = true;
        later("'1' HOUR");
        node.bean(LookAgain.class).round();
        node.bean(LookAgain.class).round();

        await().untilAsserted(() -> assertThat(stateOf("newest")).isEqualTo("DONE"));
    }

    @Test
    void calls_of_many_tenants_without_a_credential_keep_none_back() {
        create("lost newest");
        for (int tenant = 0; tenant < MANY_TENANTS; tenant++) {
            String gone = "'gone " + tenant + "'";
            tables.copy(
                    "ledger_call",
                    "tenant = 'tenant'",
                    Map.of(
                            "id",
                            gone,
                            "tenant",
                            gone,
                            "request",
                            "'other'",
                            "next_look_at",
                            "next_look_at - INTERVAL '1' MINUTE"));
        }
        found = true;
        later("'1' HOUR");
        node.bean(LookAgain.class).round();

        await().untilAsserted(() -> assertThat(stateOf("newest")).isEqualTo("DONE"));
    }

    @Test
    void one_that_stays_unknown_is_looked_for_at_growing_pauses() {
        create("lost");
        for (int quarter = 0; quarter < 48; quarter++) {
            later("'15' MINUTE");
            node.bean(LookAgain.class).round();
            await().until(this::nobodyLooks);
        }

        assertThat(looksFor("lost")).as("looks in twelve hours").isBetween(8, 16);
    }

    @Test
    void looks_that_hang_hold_up_no_answer() {
        postizHangs = true;
        for (int i = 0; i < MANY; i++) {
            create("lost " + i);
        }

        assertThat(create("another").isFailed()).isFalse();
        assertThat(
                        node.call(
                                        Tool.generateVideoTool,
                                        "somebody else",
                                        Map.of("content", "prompt"),
                                        Map.of())
                                .join()
                                .isFailed())
                .isFalse();
    }

    @Test
    void looks_of_one_tenant_that_hang_hold_up_no_look_of_another() {
        postizHangs = true;
        found = true;
        for (int i = 0; i < MANY; i++) {
            create("lost " + i);
        }
        create("somebody else", "lost and found");

        await().untilAsserted(() -> assertThat(stateOf("and found")).isEqualTo("DONE"));
    }
}
