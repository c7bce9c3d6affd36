package org.postizgateway.ledger.deadletter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.ledger.Times;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code dead_letter}. State changes are compare-and-set in SQL. */
public final class DeadLetterRepository {

    private final JdbcClient jdbc;

    public DeadLetterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DeadLetter letter) {
        jdbc.sql(
                        """
                        INSERT INTO dead_letter (id, job_id, tenant, tool, state, reason, message,
                                                 request, attempts, created_at, updated_at)
                        VALUES (:id, :job, :tenant, :tool, :state, :reason, :message,
                                :request, :attempts, :created, :updated)
                        """)
                .param("id", letter.id())
                .param("job", letter.jobId())
                .param("tenant", letter.tenant())
                .param("tool", letter.tool())
                .param("state", letter.state().name())
                .param("reason", letter.reason().name())
                .param("message", letter.message())
                .param("request", letter.request())
                .param("attempts", letter.attempts())
                .param("created", Times.sql(letter.createdAt()))
                .param("updated", Times.sql(letter.updatedAt()))
                .update();
    }

    /** The job has a result; of what was decided otherwise nothing changes. */
    void resolve(String id, int attempts) {
        jdbc.sql(
                        """
                        UPDATE dead_letter SET state = 'RESOLVED', updated_at = :now,
                               attempts = CASE WHEN attempts > :attempts THEN attempts
                                               ELSE :attempts END
                        WHERE id = :id AND state IN (:from)
                        """)
                .param("now", Times.sql(Times.now()))
                .param("attempts", attempts)
                .param("id", id)
                .param("from", DeadLetterFilter.UNFINISHED.stream().map(Enum::name).toList())
                .update();
    }

    /** The job failed once more. */
    void reopen(String id, Reason reason, String message, int attempts) {
        jdbc.sql(
                        """
                        UPDATE dead_letter SET state = 'OPEN', reason = :reason, message = :message,
                               attempts = :attempts, updated_at = :now
                        WHERE id = :id AND state NOT IN ('RESOLVED', 'DISCARDED')
                        """)
                .param("reason", reason.name())
                .param("message", message)
                .param("attempts", attempts)
                .param("now", Times.sql(Times.now()))
                .param("id", id)
                .update();
    }

    /**
     * @return whether it was in one of the states and this caller changed it
     */
    public boolean change(String id, Collection<DeadLetterState> from, DeadLetterState to) {
        return jdbc.sql(
                                """
                                UPDATE dead_letter SET state = :to, updated_at = :now
                                WHERE id = :id AND state IN (:from)
                                """)
                        .param("to", to.name())
                        .param("now", Times.sql(Times.now()))
                        .param("id", id)
                        .param("from", from.stream().map(Enum::name).toList())
                        .update()
                == 1;
    }

    /** Notes why it was discarded. */
    void note(String id, String note) {
        jdbc.sql("UPDATE dead_letter SET note = :note WHERE id = :id")
                .param("note", note)
                .param("id", id)
                .update();
    }

    Optional<DeadLetter> find(String id) {
        return jdbc.sql("SELECT * FROM dead_letter WHERE id = :id")
                .param("id", id)
                .query(DeadLetterRow::whole)
                .optional();
    }

    Optional<DeadLetter> findByJob(String jobId) {
        return jdbc.sql("SELECT * FROM dead_letter WHERE job_id = :job")
                .param("job", jobId)
                .query(DeadLetterRow::whole)
                .optional();
    }

    /** Tenants with dead letters whose replay waits for a credential. */
    public Set<String> waitingTenants() {
        return Set.copyOf(
                jdbc.sql(
                                "SELECT DISTINCT tenant FROM dead_letter"
                                        + " WHERE state = 'WAITING_FOR_CREDENTIAL'")
                        .query(String.class)
                        .list());
    }

    /**
     * Dead letters of these tenants whose replay waits for a credential, in the order of their ids.
     *
     * @param after the id after which to begin
     */
    public List<DeadLetter> waiting(Collection<String> tenants, String after, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM dead_letter
                        WHERE state = 'WAITING_FOR_CREDENTIAL' AND tenant IN (:tenants)
                        AND id > :after ORDER BY id LIMIT :limit
                        """)
                .param("tenants", tenants)
                .param("after", after)
                .param("limit", limit)
                .query(DeadLetterRow::whole)
                .list();
    }

    int countUnfinished() {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter WHERE state IN (:states)")
                .param("states", DeadLetterFilter.UNFINISHED.stream().map(Enum::name).toList())
                .query(Integer.class)
                .single();
    }
}
