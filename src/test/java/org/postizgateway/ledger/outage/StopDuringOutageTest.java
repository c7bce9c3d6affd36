package org.postizgateway.ledger.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.store.PendingWrites;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known when the database is lost is not given up when the gateway is stopped. */
@Timeout(60)
class StopDuringOutageTest {

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);

    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    this::loseDatabase,
                    LedgerNode.NO_LISTS,
                    // or its schedule would write what this test wants the stop to write
                    Map.of("ledger.poll-interval", "1h", "ledger.patience", "10s"));

    private void loseDatabase(Exchange exchange) {
        node.kill();
        exchange.getMessage().setBody(Map.of("id", "made"));
    }

    private List<String> rows() {
        return JdbcClient.create(tables.pool())
                .sql(
                        "SELECT c.state || ' ' || i.state || ' ' || COALESCE(i.result, '')"
                                + " FROM ledger_call c JOIN ledger_item i ON i.call_id = c.id")
                .query(String.class)
                .list();
    }

    private Exchange upload() {
        return node.call(Tool.uploadFromUrlTool, "tenant", Map.of("content", "file"), Map.of())
                .join();
    }

    @Test
    void a_result_that_waits_to_be_written_is_written_first() {
        Exchange answer = upload();
        node.database().heal();
        node.close();

        assertThat(answer.isFailed()).isFalse();
        assertThat(rows()).containsExactly("DONE DONE " + JsonBody.write(Map.of("id", "made")));
    }

    @Test
    void it_is_left_to_the_others_while_the_database_stays_away() {
        upload();
        boolean waits = rows().equals(List.of("RUNNING RUNNING "));
        node.close();

        assertThat(waits).isTrue();
        assertThat(rows()).containsExactly("RUNNING RUNNING ");
    }

    @Test
    void nothing_waits_once_the_database_is_back() {
        upload();
        node.database().heal();
        node.bean(PendingWrites.class).flush();

        assertThat(rows()).singleElement().asString().startsWith("DONE DONE");
        node.close();
    }
}
