package org.postizgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** However much has expired, what is written down of it is what is gone. */
@Timeout(120)
abstract class AuditRetentionSuite {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final TestDatabase database;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final AuditRepository entries;
    private final AuditSeal seal = new AuditSeal(new byte[] {1});

    AuditRetentionSuite(Database kind) {
        database = TestDatabase.open(kind);
        JdbcTemplate impatient = new JdbcTemplate(database.pool());
        impatient.setQueryTimeout(2);
        sql = JdbcClient.create(impatient);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database.pool()));
        entries = new AuditRepository(sql);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AuditTrail trail(String replica) {
        return new AuditTrail(entries, seal, replica, transactions, entry -> {});
    }

    /** A chain of as many entries of two days ago. */
    private void old(String replica, int count) {
        trail(replica).open();
        sql.sql(
                        """
                        INSERT INTO audit_entry (chain, seq, at, action, actor, source, trace_id,
                                                 subject, detail, mac)
                        SELECT CAST(:chain AS VARCHAR(100)), x,
                               CURRENT_TIMESTAMP - INTERVAL '2' DAY, 'call', 'tenant', '', '', '',
                               '{}', 'mac'
                        FROM generate_series(1, %d) AS s (x)
                        """
                                .formatted(count))
                .param("chain", replica)
                .update();
        entries.update(seal.seal(new AuditChain(replica, seal.keyId(), 0, "", count, "mac", "")));
    }

    private void purge(String replica, String... alive) {
        new AuditRetention(
                        entries,
                        seal,
                        trail(replica),
                        transactions,
                        A_DAY,
                        List.of(alive)::contains)
                .purge();
    }

    private List<AuditEntry> expired(String replica) {
        return entries.after(replica, 0, 100).stream()
                .filter(entry -> entry.action().equals(AuditTrail.EXPIRED))
                .toList();
    }

    @Test
    void what_has_expired_goes_some_at_a_time_and_each_time_it_is_written_down_how_far() {
        int some = AuditRetention.ROWS_AT_ONCE;
        old("a", 2 * some + 10);

        purge("b", "a", "b");

        assertThat(entries.after("a", 0, 1)).isEmpty();
        assertThat(expired("b"))
                .extracting(
                        entry ->
                                ((Number)
                                                ((Map<?, ?>) JsonBody.read(entry.detail()))
                                                        .get(AuditTrail.UP_TO))
                                        .intValue())
                .containsExactly(some, 2 * some, 2 * some + 10);
        assertThat(entries.chains()).extracting(AuditChain::id).containsExactly("a", "b");
    }

    @Test
    void nothing_is_written_down_as_expired_that_could_not_be_deleted() throws SQLException {
        old("a", 10);
        trail("b").open();
        try (Connection other = database.pool().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .executeQuery(
                            "SELECT * FROM audit_entry WHERE chain = 'a' AND seq = 3 FOR UPDATE");
            assertThatThrownBy(() -> purge("b", "a", "b")).isInstanceOf(DataAccessException.class);
            assertThat(expired("b")).isEmpty();
            assertThat(entries.after("a", 0, 100)).hasSize(10);
            other.rollback();
        }

        purge("b", "a", "b");

        assertThat(expired("b")).hasSize(1);
        assertThat(entries.after("a", 0, 100)).isEmpty();
    }

    @Test
    void replicas_that_expire_the_chains_of_each_other_at_once_do_not_block_each_other() {
        old("a", 20);
        old("b", 20);

        List<CompletableFuture<Void>> both =
                IntStream.range(0, 2)
                        .mapToObj(
                                n ->
                                        CompletableFuture.runAsync(
                                                () -> purge(n == 0 ? "a" : "b", "a", "b")))
                        .toList();
        both.forEach(CompletableFuture::join);

        assertThat(expired("a").size() + expired("b").size()).isEqualTo(2);
        assertThat(entries.after("a", 0, 100)).hasSameSizeAs(expired("a"));
        assertThat(entries.after("b", 0, 100)).hasSameSizeAs(expired("b"));
    }
}
