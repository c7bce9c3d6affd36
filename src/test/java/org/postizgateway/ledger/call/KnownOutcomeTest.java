package org.postizgateway.ledger.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.Endings;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.postizgateway.outcome.Outcome;

/** What is known of a call stays known, whoever writes later what he takes for its end. */
class KnownOutcomeTest {

    @AutoClose private final TestDatabase tables = TestDatabase.open(Database.H2);

    @AutoClose
    private final LedgerNode node =
            new LedgerNode(
                    new FragileDatabase(tables.pool(), tables.url()),
                    exchange -> exchange.getMessage().setBody(Map.of("id", "made")),
                    LedgerNode.NO_LISTS,
                    Map.of("ledger.patience", "20s"));

    @Test
    void a_replica_that_lost_track_does_not_make_a_result_unknown() {
        String id =
                node.call(Tool.uploadFromUrlTool, "tenant", Map.of("content", "file"), Map.of())
                        .join()
                        .getProperty(CallProperties.CALL_ID, String.class);
        CallRepository calls = node.bean(CallRepository.class);
        LedgerCall done = calls.find(id).orElseThrow();

        LedgerCall told =
                node.bean(Endings.class)
                        .write(
                                done,
                                Ending.without(done, Outcome.unknown("Lost track.", false), 1));

        assertThat(told.state()).isEqualTo(CallState.DONE);
        assertThat(calls.find(id).orElseThrow().state()).isEqualTo(CallState.DONE);
        assertThat(calls.find(id).orElseThrow().result())
                .isEqualTo(Optional.of(JsonBody.write(Map.of("id", "made"))));
    }
}
