package org.postizgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.Origin;
import org.postizgateway.ledger.call.RequestText;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the audit trail says of calls. */
class CallAuditTest {

    private static final String REQUEST = "{\"text\":\"" + "a".repeat(5_000) + "\"}";

    private static LedgerCall call(String request) {
        return new LedgerCall(
                "call",
                "tenant",
                new Origin("", ""),
                "schedulePostTool",
                "schedulePostTool",
                Mode.INLINE,
                CallState.RUNNING,
                request,
                Optional.empty(),
                "",
                1,
                false,
                Optional.empty(),
                false,
                "a",
                1,
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new CallItem(
                                0,
                                "fingerprint",
                                true,
                                CallState.RUNNING,
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void all_entries_of_a_call_have_one_hash_although_its_request_was_too_long_to_keep() {
        List<AuditEntry> written = new ArrayList<>();
        try (TestDatabase database = TestDatabase.open(Database.H2)) {
            AuditTrail trail =
                    new AuditTrail(
                            new AuditRepository(JdbcClient.create(database.pool())),
                            new AuditSeal(new byte[] {1}),
                            "a",
                            new TransactionTemplate(new JdbcTransactionManager(database.pool())),
                            written::add);
            for (String request : List.of(REQUEST, RequestText.kept(REQUEST, 1_000))) {
                new CallAudit(trail)
                        .after((call, ending, counted) -> () -> {})
                        .of(call(request), Ending.done(List.of("{}"), 1), true);
            }
        }

        assertThat(written)
                .hasSize(2)
                .extracting(
                        entry ->
                                String.valueOf(
                                        ((Map<?, ?>) JsonBody.read(entry.detail()))
                                                .get("requestSha256")))
                .containsOnly(RequestText.sha256(REQUEST));
    }
}
