package org.postizgateway.ledger.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A call that the database fails at whichever statement before anything is sent is let go: the same
 * call again is sent, and is not told that another one is still running.
 */
@Timeout(60)
class ReleasedCallTest {

    private static final int STATEMENTS = 8;

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);
    private final AtomicInteger sent = new AtomicInteger();

    @AutoClose
    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    this::send,
                    LedgerNode.NO_LISTS,
                    Map.of(
                            "ledger.poll-interval", "1h",
                            "ledger.patience", "10s",
                            "ledger.storage.longest-request", "64KB",
                            "ledger.storage.tenant-per-hour", "96KB"));

    private void send(Exchange exchange) {
        sent.incrementAndGet();
        exchange.getMessage().setBody(Map.of("id", "made"));
    }

    /** One statement fails, and the next ones do not. */
    private void failAt(int statement) {
        AtomicInteger count = new AtomicInteger();
        node.database()
                .breakWith(
                        () -> {
                            if (count.incrementAndGet() == statement) {
                                throw FragileDatabase.lost();
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void the_same_call_again_is_sent(Tool tool) throws SQLException {
        for (int statement = 1; statement <= STATEMENTS; statement++) {
            Map<String, Object> body = Map.of("content", tool + " " + statement);
            failAt(statement);
            Exchange first = node.call(tool, "tenant", body, Map.of()).join();
            node.database().heal();
            node.bean(PendingWrites.class).flush();
            Exchange second = node.call(tool, "tenant", body, Map.of()).join();

            assertThat(first.getException())
                    .as("what the caller is told at statement %d", statement)
                    .satisfiesAnyOf(
                            e -> assertThat(e).isNull(),
                            e -> assertThat(e).isInstanceOf(LedgerException.class));
            assertThat(second.getException()).as("at statement %d", statement).isNull();
            assertThat(open()).as("open rows at statement %d", statement).isEmpty();
            await().untilAsserted(() -> assertThat(node.isBusy()).isFalse());
        }
        assertThat(sent.get()).isGreaterThanOrEqualTo(STATEMENTS);
    }

    private List<String> open() {
        return JdbcClient.create(tables.pool())
                .sql("SELECT id FROM ledger_call WHERE state IN ('QUEUED', 'RUNNING')")
                .query(String.class)
                .list();
    }

    @Test
    void calls_that_are_not_written_down_use_nothing_of_what_a_tenant_may_keep() {
        node.kill();
        for (int i = 0; i < 20; i++) {
            assertThat(longPost(i).getException()).isInstanceOf(LedgerException.class);
        }
        node.database().heal();

        assertThat(longPost(20).getException()).isNull();
    }

    private Exchange longPost(int number) {
        Map<String, Object> body = Map.of("content", number + "x".repeat(30_000));
        return node.call(Tool.schedulePostTool, "tenant", body, Map.of()).join();
    }
}
