package org.postizgateway.ledger.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a replica that is gone has left behind. */
@Timeout(60)
class AbandonedCallsTest {

    private static final int MANY = 150;

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);

    @AutoClose
    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    exchange -> exchange.getMessage().setBody(Map.of("id", "made")),
                    LedgerNode.NO_LISTS,
                    Map.of("ledger.poll-interval", "1h", "ledger.patience", "10s"));

    private JdbcClient sql() {
        return JdbcClient.create(tables.pool());
    }

    /** As if the replica that makes it had gone. */
    private void leave(Tool tool) {
        node.call(tool, "tenant", Map.of("content", "x"), Map.of()).join();
        sql().sql(
                        """
                        UPDATE ledger_call SET owner = 'gone', state = 'RUNNING', finished_at = NULL,
                               upstream_job = CASE WHEN mode = 'BACKGROUND' THEN 'job' END
                        WHERE tool = :tool
                        """)
                .param("tool", tool.name())
                .update();
        sql().sql("UPDATE ledger_item SET state = 'RUNNING'").update();
    }

    @Test
    void generations_that_wait_for_a_credential_keep_no_other_call_back() {
        leave(Tool.generateVideoTool);
        for (int i = 0; i < MANY; i++) {
            String other = "'other " + i + "'";
            tables.copy(
                    "ledger_call",
                    "tenant = 'tenant' AND tool = 'generateVideoTool'",
                    Map.of("id", other, "tenant", other));
        }
        sql().sql("DELETE FROM ledger_item").update();
        sql().sql("DELETE FROM ledger_call WHERE tenant = 'tenant'").update();
        leave(Tool.uploadFromUrlTool);

        AbandonedCalls calls = node.bean(AbandonedCalls.class);
        calls.reap();
        calls.reap();

        assertThat(
                        sql().sql("SELECT state FROM ledger_call WHERE tool = 'uploadFromUrlTool'")
                                .query(String.class)
                                .single())
                .isEqualTo("UNKNOWN");
    }
}
