package org.postizgateway.ledger.media;

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

/** The table {@code media_job}. State changes are compare-and-set in SQL. */
public final class MediaJobRepository {

    private final JdbcClient jdbc;

    public MediaJobRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for jobs of this table. */
    public Watch<MediaJob> watch() {
        return new Watch<>(this::findEnded, MediaJob::id);
    }

    /**
     * @param joinable whether identical calls join this job while it runs
     * @throws org.springframework.dao.DuplicateKeyException when there is such a job already
     */
    void insert(MediaJob job, boolean joinable) {
        jdbc.sql(
                        """
                        INSERT INTO media_job (id, tenant, tool, fingerprint, lock_key, state,
                                               request, attempts, delivered, owner, created_at)
                        VALUES (:id, :tenant, :tool, :fingerprint, :lock, :state,
                                :request, 0, FALSE, :owner, :created)
                        """)
                .param("id", job.id())
                .param("tenant", job.call().tenant())
                .param("tool", job.call().tool())
                .param("fingerprint", job.call().fingerprint())
                .param("lock", joinable ? job.call().fingerprint() : null)
                .param("state", job.state().name())
                .param("request", job.call().request())
                .param("owner", job.owner())
                .param("created", Times.sql(job.createdAt()))
                .update();
    }

    public Optional<MediaJob> find(String id) {
        return jdbc.sql("SELECT * FROM media_job WHERE id = :id")
                .param("id", id)
                .query(MediaJobRepository::map)
                .optional();
    }

    /** The one that decides about an identical call: the running one, else the newest. */
    Optional<MediaJob> latest(String fingerprint) {
        return jdbc.sql(
                        """
                        SELECT * FROM media_job WHERE fingerprint = :fingerprint
                        ORDER BY CASE WHEN lock_key IS NULL THEN 1 ELSE 0 END, created_at DESC
                        LIMIT 1
                        """)
                .param("fingerprint", fingerprint)
                .query(MediaJobRepository::map)
                .optional();
    }

    /** The newest of the identical jobs beside this one. */
    Optional<MediaJob> latestBeside(MediaJob job) {
        return jdbc.sql(
                        """
                        SELECT * FROM media_job WHERE fingerprint = :fingerprint AND id <> :id
                        ORDER BY created_at DESC LIMIT 1
                        """)
                .param("fingerprint", job.call().fingerprint())
                .param("id", job.id())
                .query(MediaJobRepository::map)
                .optional();
    }

    private List<MediaJob> findEnded(Collection<String> ids) {
        return jdbc.sql(
                        """
                        SELECT * FROM media_job
                        WHERE id IN (:ids) AND state NOT IN ('QUEUED', 'RUNNING')
                        """)
                .param("ids", ids)
                .query(MediaJobRepository::map)
                .list();
    }

    /**
     * @return whether the job was still waiting and may be sent now
     */
    boolean start(String id, String owner) {
        return jdbc.sql(
                                """
                                UPDATE media_job SET state = 'RUNNING', started_at = :now
                                WHERE id = :id AND owner = :owner AND state = 'QUEUED'
                                """)
                        .param("now", Times.sql(Times.now()))
                        .param("id", id)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /**
     * Writes how a job ended. A result is kept whatever others made of the job meanwhile; any other
     * ending counts only while the row has the owner and the state of {@code job}.
     *
     * @return whether it counted
     */
    boolean end(MediaJob job, Ending ending, int attempts) {
        return jdbc.sql(
                                """
                                UPDATE media_job SET
                                       state = CASE WHEN state = 'CANCELLED' THEN state ELSE :state END,
                                       result = :result, reason = :reason, message = :message,
                                       attempts = :attempts, lock_key = NULL, finished_at = :now
                                WHERE id = :id AND (:done OR
                                      (owner = :owner AND state = :from))
                                """)
                        .param("state", ending.state().name())
                        .param("result", ending.result().orElse(null))
                        .param("reason", ending.reason().map(Reason::name).orElse(null))
                        .param("message", ending.message())
                        .param("attempts", attempts)
                        .param("now", Times.sql(Times.now()))
                        .param("id", job.id())
                        .param("done", ending.state() == JobState.DONE)
                        .param("owner", job.owner())
                        .param("from", job.state().name())
                        .update()
                == 1;
    }

    /**
     * @return whether the job was in this state and is cancelled now
     */
    boolean cancel(String id, JobState from, String message) {
        return jdbc.sql(
                                """
                                UPDATE media_job SET state = 'CANCELLED', reason = 'CANCELLED',
                                       message = :message, lock_key = NULL, finished_at = :now
                                WHERE id = :id AND state = :from
                                """)
                        .param("message", message)
                        .param("now", Times.sql(Times.now()))
                        .param("id", id)
                        .param("from", from.name())
                        .update()
                == 1;
    }

    public boolean isCancelled(String id) {
        return find(id).filter(job -> job.state() == JobState.CANCELLED).isPresent();
    }

    /**
     * Makes an ended job wait for a place again.
     *
     * @return whether it had ended without a result
     * @throws org.springframework.dao.DuplicateKeyException when an identical job runs
     */
    boolean requeue(MediaJob job, String owner) {
        return jdbc.sql(
                                """
                                UPDATE media_job SET state = 'QUEUED', owner = :owner,
                                       lock_key = :lock, reason = NULL, message = NULL,
                                       delivered = FALSE, started_at = NULL, finished_at = NULL
                                WHERE id = :id AND state IN ('FAILED', 'UNKNOWN')
                                """)
                        .param("owner", owner)
                        .param("lock", job.call().fingerprint())
                        .param("id", job.id())
                        .update()
                == 1;
    }

    void markDelivered(String id) {
        jdbc.sql("UPDATE media_job SET delivered = TRUE WHERE id = :id").param("id", id).update();
    }

    /** Unfinished jobs whose replica was not seen since the cutoff. */
    List<MediaJob> abandoned(Instant cutoff, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM media_job WHERE state IN ('QUEUED', 'RUNNING')
                        AND owner NOT IN (SELECT id FROM replica WHERE seen_at >= :cutoff)
                        ORDER BY created_at LIMIT :limit
                        """)
                .param("cutoff", Times.sql(cutoff))
                .param("limit", limit)
                .query(MediaJobRepository::map)
                .list();
    }

    List<MediaJob> unfinishedOf(String owner) {
        return jdbc.sql(
                        """
                        SELECT * FROM media_job
                        WHERE state IN ('QUEUED', 'RUNNING') AND owner = :owner
                        """)
                .param("owner", owner)
                .query(MediaJobRepository::map)
                .list();
    }

    private static MediaJob map(ResultSet row, int n) throws SQLException {
        String message = row.getString("message");
        return new MediaJob(
                row.getString("id"),
                new Call(
                        row.getString("tenant"),
                        row.getString("tool"),
                        row.getString("request"),
                        row.getString("fingerprint")),
                JobState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("result")),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                message == null ? "" : message,
                row.getInt("attempts"),
                row.getBoolean("delivered"),
                row.getString("owner"),
                Times.instant(row, "created_at"),
                Times.optional(row, "started_at"),
                Times.optional(row, "finished_at"));
    }
}
