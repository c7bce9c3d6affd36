package org.postizgateway.ledger.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.bulk.LetterResult.Outcome;
import org.postizgateway.ledger.bulk.LetterRun.Action;
import org.postizgateway.ledger.bulk.LetterRun.State;
import org.postizgateway.ledger.deadletter.DeadLetterFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code letter_run} and {@code letter_run_item}. */
public final class LetterRunRepository {

    private static final int LONGEST_MESSAGE = 1000;

    private final JdbcClient jdbc;

    public LetterRunRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(LetterRun run) {
        jdbc.sql(
                        """
                        INSERT INTO letter_run (id, action, state, note, filter, letters, owner,
                                                created_at)
                        VALUES (:id, :action, :state, :note, :filter, 0, :owner, :created)
                        """)
                .param("id", run.id())
                .param("action", run.action().name())
                .param("state", run.state().name())
                .param("note", run.note())
                .param("filter", run.filter())
                .param("owner", run.owner())
                .param("created", Times.sql(run.createdAt()))
                .update();
    }

    /** Takes all that match now and can be decided about into the run. */
    int take(String run, DeadLetterFilter filter) {
        Set<String> states = LetterPages.decidableStates(filter);
        if (states.isEmpty()) {
            return 0;
        }
        LetterConditions conditions = new LetterConditions(filter);
        int letters =
                jdbc.sql(
                                "INSERT INTO letter_run_item (run_id, letter_id)"
                                        + " SELECT CAST(:run AS VARCHAR(36)), id FROM dead_letter"
                                        + " WHERE state IN (:states)"
                                        + conditions.and())
                        .params(conditions.parameters())
                        .param("run", run)
                        .param("states", states)
                        .update();
        jdbc.sql("UPDATE letter_run SET letters = :letters WHERE id = :id")
                .param("letters", letters)
                .param("id", run)
                .update();
        return letters;
    }

    public Optional<LetterRun> find(String id) {
        return jdbc.sql("SELECT * FROM letter_run WHERE id = :id")
                .param("id", id)
                .query(LetterRunRepository::map)
                .optional();
    }

    /** The newest first. */
    public List<LetterRun> latest(int limit) {
        return jdbc.sql("SELECT * FROM letter_run ORDER BY created_at DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(LetterRunRepository::map)
                .list();
    }

    List<LetterRun> running() {
        return jdbc.sql("SELECT * FROM letter_run WHERE state = 'RUNNING' ORDER BY created_at, id")
                .query(LetterRunRepository::map)
                .list();
    }

    /**
     * @return whether it had this owner until now, and runs
     */
    boolean adopt(LetterRun run, String owner) {
        return jdbc.sql(
                                "UPDATE letter_run SET owner = :owner"
                                        + " WHERE id = :id AND owner = :before AND state = 'RUNNING'")
                        .param("owner", owner)
                        .param("id", run.id())
                        .param("before", run.owner())
                        .update()
                == 1;
    }

    /**
     * @return whether it ran until now
     */
    boolean end(String id, State state) {
        return jdbc.sql(
                                "UPDATE letter_run SET state = :state, finished_at = :now"
                                        + " WHERE id = :id AND state = 'RUNNING'")
                        .param("state", state.name())
                        .param("now", Times.sql(Times.now()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Dead letters of a run whose turn has not come. */
    List<String> next(String run, int limit) {
        return jdbc.sql(
                        "SELECT letter_id FROM letter_run_item"
                                + " WHERE run_id = :run AND outcome IS NULL"
                                + " ORDER BY letter_id LIMIT :limit")
                .param("run", run)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    void note(String run, String letter, Outcome outcome, String message) {
        jdbc.sql(
                        """
                        UPDATE letter_run_item SET outcome = :outcome, message = :message,
                               done_at = :now
                        WHERE run_id = :run AND letter_id = :letter
                        """)
                .param("outcome", outcome.name())
                .param("message", message.substring(0, Math.min(LONGEST_MESSAGE, message.length())))
                .param("now", Times.sql(Times.now()))
                .param("run", run)
                .param("letter", letter)
                .update();
    }

    /** How many ended how; those whose turn has not come are left out. */
    public Map<Outcome, Integer> outcomes(String run) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        jdbc.sql(
                        "SELECT outcome, COUNT(*) AS letters FROM letter_run_item"
                                + " WHERE run_id = :run AND outcome IS NOT NULL GROUP BY outcome")
                .param("run", run)
                .query(
                        row -> {
                            counts.put(
                                    Outcome.valueOf(row.getString("outcome")),
                                    row.getInt("letters"));
                        });
        return counts;
    }

    /**
     * What came of each, in the order of their ids.
     *
     * @param after id of the last one of the page before; empty for the first page
     */
    public List<LetterResult> results(String run, String after, int limit) {
        return jdbc.sql(
                        """
                        SELECT i.letter_id, i.outcome, i.message, i.done_at, d.state
                        FROM letter_run_item i LEFT JOIN dead_letter d ON d.id = i.letter_id
                        WHERE i.run_id = :run AND i.letter_id > :after
                        ORDER BY i.letter_id LIMIT :limit
                        """)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new LetterResult(
                                        row.getString("letter_id"),
                                        Optional.ofNullable(row.getString("outcome"))
                                                .map(Outcome::valueOf),
                                        Optional.ofNullable(row.getString("message")).orElse(""),
                                        Times.optional(row, "done_at"),
                                        Optional.ofNullable(row.getString("state"))
                                                .map(state -> state.toLowerCase(Locale.ROOT))))
                .list();
    }

    private static LetterRun map(ResultSet row, int n) throws SQLException {
        return new LetterRun(
                row.getString("id"),
                Action.valueOf(row.getString("action")),
                State.valueOf(row.getString("state")),
                row.getString("note"),
                row.getString("filter"),
                row.getInt("letters"),
                row.getString("owner"),
                Times.instant(row, "created_at"),
                Times.optional(row, "finished_at"));
    }
}
