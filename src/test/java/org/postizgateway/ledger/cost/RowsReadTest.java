package org.postizgateway.ledger.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.audit.AuditEntry;
import org.postizgateway.audit.AuditRepository;
import org.postizgateway.ledger.CallProperties;
import org.postizgateway.ledger.Credential;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.call.store.CallRepository;
import org.postizgateway.ledger.call.store.PostRecords;
import org.postizgateway.ledger.history.CallFilter;
import org.postizgateway.ledger.history.CallHistory;
import org.postizgateway.ledger.history.CallSummary;
import org.postizgateway.ledger.lookup.Reconciler;
import org.postizgateway.ledger.lookup.Reconciliation;
import org.postizgateway.ledger.lookup.Reconciliation.Finding;
import org.postizgateway.ledger.media.MediaJobs;
import org.postizgateway.ledger.model.FragileDatabase;
import org.postizgateway.ledger.model.LedgerNode;
import org.postizgateway.ledger.model.LedgerNode.Tool;
import org.postizgateway.ledger.model.TestDatabase;
import org.postizgateway.ledger.ration.Rations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However full the ledger is, a call or a page reads a few of its rows. */
@Timeout(180)
class RowsReadTest {

    private static final String TENANT = "tenant";
    private static final int CREATES = 60_000;
    private static final int PAGE = 50;

    /** Of a day around a create of unknown outcome there are 144 others, with an item each. */
    private static final int MOST_ROWS = 500;

    private static final Reconciler LISTS =
            new Reconciler() {
                @Override
                public boolean canTell(LedgerCall call) {
                    return call.tool().equals(Tool.schedulePostTool.name());
                }

                @Override
                public Reconciliation reconcile(
                        LedgerCall call, List<String> otherResults, Credential credential) {
                    return Reconciliation.of(Finding.CANNOT_TELL, call.items().size(), "");
                }
            };

    @ParameterizedTest
    @EnumSource(Database.class)
    void no_statement_of_a_call_reads_more_than_a_few_rows_of_a_full_ledger(Database database)
            throws SQLException {
        try (TestDatabase filled = TestDatabase.open(database)) {
            FilledLedger.fill(filled.pool(), TENANT, Tool.schedulePostTool.name(), 0, CREATES);
            StatementLog log = new StatementLog(filled.pool());
            try (LedgerNode node = node(log, filled.url())) {
                log.begin();
                call(node);
            }
            Map<String, StatementLog.Executed> statements = new LinkedHashMap<>();
            log.end().forEach(executed -> statements.put(executed.sql(), executed));

            assertThat(statements).hasSizeGreaterThan(15);
            assertFewRows(database, filled, statements.values());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void no_page_of_calls_and_generations_reads_more_than_a_few_rows_of_a_full_ledger(
            Database database) throws SQLException {
        try (TestDatabase filled = TestDatabase.open(database)) {
            FilledLedger.fill(filled.pool(), TENANT, Tool.schedulePostTool.name(), 0, CREATES);
            StatementLog log = new StatementLog(filled.pool());
            CallHistory history = new CallHistory(JdbcClient.create(log));

            log.begin();
            assertThat(page(history, Optional.empty(), Optional.empty())).hasSize(PAGE);
            assertThat(page(history, Optional.of(Mode.INLINE), Optional.empty())).hasSize(PAGE);
            assertThat(page(history, Optional.of(Mode.BACKGROUND), Optional.empty())).hasSize(PAGE);
            assertThat(page(history, Optional.of(Mode.BACKGROUND), Optional.of(CallState.FAILED)))
                    .hasSize(PAGE);
            assertThat(history.usual("generateVideoTool")).isEmpty();
            assertFewRows(database, filled, log.end());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void no_page_of_the_audit_trail_reads_what_the_pages_before_it_had(Database database)
            throws SQLException {
        try (TestDatabase filled = TestDatabase.open(database)) {
            JdbcClient sql = JdbcClient.create(filled.pool());
            sql.sql(
                            """
                            INSERT INTO audit_entry (chain, seq, at, action, actor, source,
                                                     trace_id, subject, detail, mac)
                            SELECT 'a', x, CURRENT_TIMESTAMP - (%1$d - x) * INTERVAL '1' SECOND,
                                   'call', 'tenant', '', '', '', '{}', 'mac'
                            FROM generate_series(1, %1$d) AS s (x)
                            """
                                    .formatted(CREATES))
                    .update();
            sql.sql("ANALYZE").update();
            StatementLog log = new StatementLog(filled.pool());
            AuditRepository entries = new AuditRepository(JdbcClient.create(log));
            Instant now = Instant.now().plusSeconds(60);
            Instant late = now.minusSeconds(CREATES / 2);
            AuditEntry last = entries.between(late, now, Optional.empty(), 1).get(0);

            log.begin();
            List<AuditEntry> page = entries.between(Instant.EPOCH, now, Optional.of(last), PAGE);
            assertThat(page).hasSize(PAGE).extracting(AuditEntry::seq).startsWith(last.seq() + 1);
            assertThat(entries.between(Instant.EPOCH, now, Optional.empty(), PAGE)).hasSize(PAGE);
            assertFewRows(database, filled, log.end());
        }
    }

    private static List<CallSummary> page(
            CallHistory history, Optional<Mode> mode, Optional<CallState> state) {
        CallFilter filter =
                new CallFilter(
                        mode,
                        Optional.empty(),
                        Optional.empty(),
                        state,
                        Optional.empty(),
                        Optional.empty(),
                        PAGE);
        return history.page(filter, Optional.empty()).calls();
    }

    private static void assertFewRows(
            Database database, TestDatabase filled, Collection<StatementLog.Executed> statements)
            throws SQLException {
        for (StatementLog.Executed executed : statements) {
            if (!executed.sql().stripLeading().startsWith("INSERT")) {
                RowsRead.Plan plan = RowsRead.of(database, filled.pool(), executed);
                assertThat(plan.rows())
                        .as("%s%n%s", executed.sql(), plan.plan())
                        .isLessThanOrEqualTo(MOST_ROWS);
            }
        }
    }

    private static LedgerNode node(StatementLog log, String url) {
        return new LedgerNode(
                new FragileDatabase(log, url),
                RowsReadTest::answer,
                LISTS,
                Map.of("ledger.patience", "10s", "ledger.poll-interval", "1h"));
    }

    private static void answer(Exchange exchange) throws Exception {
        String request = exchange.getMessage().getBody().toString();
        if (request.contains("lost")) {
            throw new EOFException();
        }
        if (request.contains("refused")) {
            throw new ConnectException("Connection refused");
        }
        exchange.getMessage().setBody(List.of(Map.of("postId", "new")));
    }

    private static void call(LedgerNode node) {
        send(node, Tool.schedulePostTool, Map.of("posts", List.of(Map.of("content", "one"))));
        send(node, Tool.schedulePostTool, Map.of("posts", List.of(Map.of("content", "one"))));
        send(node, Tool.schedulePostTool, Map.of("posts", List.of(Map.of("content", "lost"))));
        send(node, Tool.schedulePostTool, Map.of("posts", List.of(Map.of("content", "lost"))));
        send(node, Tool.schedulePostTool, Map.of("posts", List.of(Map.of("content", "refused"))));
        send(node, Tool.postSettingsTool, Map.of("id", "post-create-77", "settings", "new"));
        send(node, Tool.generateVideoTool, Map.of("prompt", "a video"));
        send(node, Tool.generateVideoTool, Map.of("prompt", "lost"));

        PostRecords records = new PostRecords(JdbcClient.create(node.database()));
        assertThat(records.of(TENANT, "post-create-77")).hasSize(2);
        MediaJobs jobs = node.bean(MediaJobs.class);
        List<String> newest = jobs.newest(TENANT);
        assertThat(newest).hasSize(2);
        newest.forEach(job -> jobs.status(TENANT, job));
        assertThat(node.bean(Rations.class).left(TENANT, Rations.CREATES)).isEmpty();
        CallRepository calls = node.bean(CallRepository.class);
        assertThat(calls.find("create-5")).isNotEqualTo(Optional.empty());
    }

    private static void send(LedgerNode node, Tool tool, Map<String, Object> request) {
        node.call(tool, TENANT, request, Map.of(CallProperties.QUOTA, Rations.CREATES)).join();
    }
}
