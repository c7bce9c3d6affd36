package org.postizgateway.ledger.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postizgateway.ledger.Call;
import org.postizgateway.ledger.Reason;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.Watch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code intent}. Changes of ownership are compare-and-set in SQL. */
public final class IntentRepository {

    private final JdbcClient jdbc;

    public IntentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for intents of this table. */
    public Watch<Intent> watch() {
        return new Watch<>(this::findSettled, Intent::id);
    }

    /**
     * @param locked whether an identical call is kept out while this one is open
     * @throws org.springframework.dao.DuplicateKeyException when an identical call is open
     */
    void insert(Intent intent, boolean locked) {
        jdbc.sql(
                        """
                        INSERT INTO intent (id, tenant, tool, fingerprint, lock_key, state, request,
                                            attempts, owner, created_at)
                        VALUES (:id, :tenant, :tool, :fingerprint, :lock, :state, :request,
                                0, :owner, :created)
                        """)
                .param("id", intent.id())
                .param("tenant", intent.call().tenant())
                .param("tool", intent.call().tool())
                .param("fingerprint", intent.call().fingerprint())
                .param("lock", locked ? intent.call().fingerprint() : null)
                .param("state", intent.state().name())
                .param("request", intent.call().request())
                .param("owner", intent.owner())
                .param("created", Times.sql(intent.createdAt()))
                .update();
    }

    public Optional<Intent> find(String id) {
        return jdbc.sql("SELECT * FROM intent WHERE id = :id")
                .param("id", id)
                .query(IntentRepository::map)
                .optional();
    }

    /** The one that decides about an identical call: the open one, else the newest. */
    Optional<Intent> latest(String fingerprint) {
        return jdbc.sql(
                        """
                        SELECT * FROM intent WHERE fingerprint = :fingerprint
                        ORDER BY CASE WHEN lock_key IS NULL THEN 1 ELSE 0 END, created_at DESC
                        LIMIT 1
                        """)
                .param("fingerprint", fingerprint)
                .query(IntentRepository::map)
                .optional();
    }

    /** The newest of the identical calls beside this one. */
    Optional<Intent> latestBeside(Intent intent) {
        return jdbc.sql(
                        """
                        SELECT * FROM intent WHERE fingerprint = :fingerprint AND id <> :id
                        ORDER BY created_at DESC LIMIT 1
                        """)
                .param("fingerprint", intent.call().fingerprint())
                .param("id", intent.id())
                .query(IntentRepository::map)
                .optional();
    }

    /** Results of other calls with the same content, which a reconciliation must not count. */
    List<String> otherResults(Intent intent) {
        return jdbc.sql(
                        """
                        SELECT result FROM intent
                        WHERE fingerprint = :fingerprint AND id <> :id AND result IS NOT NULL
                        """)
                .param("fingerprint", intent.call().fingerprint())
                .param("id", intent.id())
                .query((row, n) -> row.getString("result"))
                .list();
    }

    private List<Intent> findSettled(Collection<String> ids) {
        return jdbc.sql("SELECT * FROM intent WHERE id IN (:ids) AND state <> 'OPEN'")
                .param("ids", ids)
                .query(IntentRepository::map)
                .list();
    }

    /**
     * @return whether this caller got it; false when it was settled or taken meanwhile
     */
    boolean takeOver(Intent intent, String newOwner) {
        return jdbc.sql(
                                """
                                UPDATE intent SET owner = :owner, state = 'OPEN',
                                       unclear_since = COALESCE(unclear_since, :now)
                                WHERE id = :id AND owner = :old AND state = :state
                                """)
                        .param("owner", newOwner)
                        .param("now", Times.sql(Times.now()))
                        .param("id", intent.id())
                        .param("old", intent.owner())
                        .param("state", intent.state().name())
                        .update()
                == 1;
    }

    /** Lets an identical call be sent although the outcome of this one is unknown. */
    void unlock(String id) {
        jdbc.sql("UPDATE intent SET lock_key = NULL WHERE id = :id AND state = 'UNKNOWN'")
                .param("id", id)
                .update();
    }

    /**
     * Writes an outcome. That something was created counts even if another replica has settled the
     * row meanwhile; any other outcome does not replace what a replica has found out.
     */
    void settle(String id, Settlement settlement, int attempts) {
        boolean unknown = settlement.state() == IntentState.UNKNOWN;
        jdbc.sql(
                        """
                        UPDATE intent SET state = :state, result = :result, reason = :reason,
                               message = :message, attempts = :attempts,
                               lock_key = CASE WHEN :unknown THEN lock_key ELSE NULL END,
                               unclear_since = CASE WHEN :unknown
                                               THEN COALESCE(unclear_since, :now) ELSE unclear_since END,
                               finished_at = CASE WHEN :unknown THEN finished_at ELSE :now END
                        WHERE id = :id AND (:created OR state IN ('OPEN', 'UNKNOWN'))
                        """)
                .param("created", settlement.state() == IntentState.CREATED)
                .param("state", settlement.state().name())
                .param("result", settlement.result().orElse(null))
                .param("reason", settlement.reason().map(Reason::name).orElse(null))
                .param("message", settlement.message().orElse(null))
                .param("attempts", attempts)
                .param("unknown", unknown)
                .param("now", Times.sql(Times.now()))
                .param("id", id)
                .update();
    }

    /** Open intents whose replica was not seen since the cutoff. */
    List<Intent> abandoned(Instant cutoff, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM intent WHERE state = 'OPEN'
                        AND owner NOT IN (SELECT id FROM replica WHERE seen_at >= :cutoff)
                        ORDER BY created_at LIMIT :limit
                        """)
                .param("cutoff", Times.sql(cutoff))
                .param("limit", limit)
                .query(IntentRepository::map)
                .list();
    }

    List<Intent> ownedAndOpen(String owner) {
        return jdbc.sql("SELECT * FROM intent WHERE state = 'OPEN' AND owner = :owner")
                .param("owner", owner)
                .query(IntentRepository::map)
                .list();
    }

    /** Unknown ones of the given age, oldest first. */
    List<Intent> unknown(Instant createdAfter, Instant unclearBefore, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM intent WHERE state = 'UNKNOWN'
                        AND created_at > :after AND unclear_since < :before
                        ORDER BY created_at LIMIT :limit
                        """)
                .param("after", Times.sql(createdAfter))
                .param("before", Times.sql(unclearBefore))
                .param("limit", limit)
                .query(IntentRepository::map)
                .list();
    }

    private static Intent map(ResultSet row, int n) throws SQLException {
        return new Intent(
                row.getString("id"),
                new Call(
                        row.getString("tenant"),
                        row.getString("tool"),
                        row.getString("request"),
                        row.getString("fingerprint")),
                IntentState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("result")),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                Optional.ofNullable(row.getString("message")),
                row.getInt("attempts"),
                row.getString("owner"),
                Times.instant(row, "created_at"),
                Times.optional(row, "unclear_since"),
                Times.optional(row, "finished_at"));
    }
}
