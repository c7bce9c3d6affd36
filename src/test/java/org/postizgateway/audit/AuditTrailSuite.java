package org.postizgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.audit.AuditVerification.Finding;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What nobody can do to the trail without being found out. */
abstract class AuditTrailSuite {

    private final TestDatabase database;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final AuditRepository entries;
    private final AuditSeal seal = seal("a secret");
    private final List<AuditEntry> written = new CopyOnWriteArrayList<>();

    AuditTrailSuite(Database kind) {
        database = TestDatabase.open(kind);
        sql = JdbcClient.create(database.pool());
        transactions = new TransactionTemplate(new JdbcTransactionManager(database.pool()));
        entries = new AuditRepository(sql);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditSeal seal(String secret) {
        return new AuditSeal(secret.getBytes(StandardCharsets.UTF_8));
    }

    private AuditTrail trail(String replica) {
        return new AuditTrail(entries, seal, replica, transactions, written::add);
    }

    /** A trail of five entries, the first of which tells of the others that there are. */
    private AuditTrail five(String replica) {
        AuditTrail trail = trail(replica);
        trail.begin(Map.of());
        IntStream.rangeClosed(2, 5).forEach(number -> trail.append(event(number)));
        return trail;
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(
                "call", "tenant:abc", "10.0.0.1", "", "call " + number, Map.of("number", number));
    }

    private AuditVerification.Report verify(AuditSeal by) {
        TransactionTemplate snapshot =
                new TransactionTemplate(new JdbcTransactionManager(database.pool()));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new AuditVerification(entries, by, snapshot).verify();
    }

    private List<String> found() {
        return verify(seal).findings().stream().map(this::text).toList();
    }

    private String text(Finding finding) {
        return finding.chain() + " " + finding.seq() + ": " + finding.message();
    }

    private void tamper(String statement) {
        assertThat(sql.sql(statement).update()).isPositive();
    }

    private void purge(Duration retention, String... alive) {
        new AuditRetention(
                        entries,
                        seal,
                        trail("b"),
                        transactions,
                        retention,
                        List.of(alive)::contains)
                .purge();
    }

    @Test
    void what_was_only_written_is_intact() {
        five("a");
        five("b");

        AuditVerification.Report report = verify(seal);

        assertThat(report.findings()).isEmpty();
        assertThat(report.chains()).isEqualTo(2);
        assertThat(report.entries()).isEqualTo(10);
        assertThat(written).hasSize(10).extracting(AuditEntry::seq).startsWith(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void replicas_and_threads_write_at_once_without_a_gap() {
        List.of("r0", "r1").forEach(replica -> trail(replica).open());
        List<CompletableFuture<Void>> all =
                IntStream.range(0, 60)
                        .mapToObj(
                                n ->
                                        CompletableFuture.runAsync(
                                                () -> trail("r" + n % 2).append(event(n))))
                        .toList();
        all.forEach(CompletableFuture::join);

        assertThat(verify(seal).findings()).isEmpty();
        assertThat(verify(seal).entries()).isEqualTo(60);
    }

    @Test
    void what_is_rolled_back_leaves_no_gap_and_is_told_to_nobody() {
        AuditTrail trail = five("a");
        transactions.executeWithoutResult(
                status -> {
                    trail.append(event(6));
                    status.setRollbackOnly();
                });
        trail.append(event(7));

        assertThat(found()).isEmpty();
        assertThat(written)
                .extracting(AuditEntry::subject)
                .contains("call 7")
                .doesNotContain("call 6");
    }

    @Test
    void a_changed_entry_is_found_whatever_of_it_was_changed() {
        for (String change :
                List.of(
                        "at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'",
                        "action = 'other'",
                        "actor = 'operator'",
                        "source = '10.0.0.2'",
                        "trace_id = 'a'",
                        "subject = 'other'",
                        "detail = '{}'",
                        "mac = 'a'")) {
            String replica = change.replaceAll(" .*", "");
            five(replica);
            tamper(
                    "UPDATE audit_entry SET "
                            + change
                            + " WHERE seq = 3 AND chain = '"
                            + replica
                            + "'");

            assertThat(found()).contains(replica + " 3: It was changed, moved or put in.");
        }
    }

    @Test
    void missing_and_exchanged_entries_are_found() {
        five("a");
        five("b");
        tamper("DELETE FROM audit_entry WHERE chain = 'a' AND seq IN (2, 3)");
        tamper("UPDATE audit_entry SET seq = 9 WHERE chain = 'b' AND seq = 2");
        tamper("UPDATE audit_entry SET seq = 2 WHERE chain = 'b' AND seq = 3");
        tamper("UPDATE audit_entry SET seq = 3 WHERE chain = 'b' AND seq = 9");

        assertThat(found())
                .contains(
                        "a 2: It is missing, and all up to 3.",
                        "b 2: It was changed, moved or put in.",
                        "b 3: It was changed, moved or put in.");
    }

    @Test
    void an_end_that_was_cut_off_is_found() {
        five("a");
        tamper("DELETE FROM audit_entry WHERE seq > 3");

        assertThat(found()).containsExactly("a 4: It is missing, and all up to 5.");

        tamper("UPDATE audit_chain SET head_seq = 3, head_mac = 'x'");
        assertThat(found()).contains("a 0: Where it begins and ends was changed.");
    }

    @Test
    void a_chain_that_is_gone_or_was_put_back_is_found_by_those_that_began_after_it() {
        five("a");
        AuditChain early = entries.chains().get(0);
        AuditTrail trail = trail("a");
        trail.append(event(6));
        five("b");
        tamper("DELETE FROM audit_entry WHERE chain = 'a' AND seq = 6");
        entries.update(early);

        assertThat(found())
                .containsExactly("a 6: It is not the entry that was there when b began.");

        tamper("DELETE FROM audit_chain WHERE id = 'a'");
        tamper("DELETE FROM audit_entry WHERE chain = 'a'");
        assertThat(found())
                .containsExactly("a 0: The chain is gone. It had 6 entries when b began.");
    }

    @Test
    void of_many_chains_each_that_is_gone_is_found() {
        IntStream.range(0, 205)
                .forEach(replica -> trail("r%03d".formatted(replica)).begin(Map.of()));
        trail("z").begin(Map.of());
        assertThat(found()).isEmpty();

        for (String gone : List.of("r000", "r150", "r204")) {
            tamper("DELETE FROM audit_chain WHERE id = '%s'".formatted(gone));
            tamper("DELETE FROM audit_entry WHERE chain = '%s'".formatted(gone));

            assertThat(found())
                    .anyMatch(
                            finding ->
                                    finding.startsWith(gone + " 0: The chain is gone.")
                                            && finding.endsWith("when z began."));
        }
    }

    @Test
    void entries_of_no_chain_and_those_of_another_secret_are_told() {
        five("a");
        assertThat(verify(seal("another")).findings())
                .extracting(Finding::message)
                .containsExactly("Written with another GATEWAY_SECRET; not verified.");

        tamper("DELETE FROM audit_chain");
        assertThat(found()).containsExactly("a 0: There are entries, and the chain is gone.");
    }

    @Test
    void what_has_expired_goes_and_what_is_left_is_intact() {
        AuditTrail a = five("a");
        five("b");
        Instant now = written.get(9).at();
        await(now);
        a.append(event(6));

        purge(Duration.between(now.plusMillis(1), Instant.now()), "a", "b");

        assertThat(entries.after("a", 0, 10)).extracting(AuditEntry::seq).containsExactly(6L);
        assertThat(entries.after("b", 0, 10))
                .extracting(AuditEntry::action)
                .contains(AuditTrail.EXPIRED);
        assertThat(found()).isEmpty();
    }

    private static void await(Instant time) {
        while (!Instant.now().isAfter(time.plusMillis(2))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_chain_of_a_replica_that_is_gone_goes_with_its_last_entry() {
        five("a");
        five("b");
        await(written.get(9).at());

        purge(Duration.ofMillis(1), "b");

        assertThat(entries.chains()).extracting(AuditChain::id).containsExactly("b");
        assertThat(found()).isEmpty();
    }

    @Test
    void entries_of_all_replicas_are_read_by_time_page_after_page() {
        five("a");
        five("b");

        List<AuditEntry> first =
                entries.between(Instant.EPOCH, Instant.now().plusSeconds(1), Optional.empty(), 7);
        List<AuditEntry> rest =
                entries.between(
                        Instant.EPOCH, Instant.now().plusSeconds(1), Optional.of(first.get(6)), 7);

        assertThat(first).hasSize(7).isSortedAccordingTo(Comparator.comparing(AuditEntry::at));
        assertThat(rest).hasSize(3).doesNotContainAnyElementsOf(first);
    }
}
