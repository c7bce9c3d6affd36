package org.postizgateway.ledger.call.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Ending;
import org.postizgateway.ledger.call.LedgerCall;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes the state of calls. Each change is compare-and-set in SQL, by the rule of {@link
 * CallState#mayFollow()}: whatever a caller asks for, an outcome is never given up for less.
 */
public final class CallTransitions {

    private final JdbcClient jdbc;

    public CallTransitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return whether the call was still waiting and may be sent now
     */
    public boolean start(LedgerCall call) {
        return jdbc.sql(
                                """
                                UPDATE ledger_call SET state = 'RUNNING', sent_at = :now
                                WHERE id = :id AND run = :run AND state = 'QUEUED'
                                """)
                        .param("now", Times.sql(Times.now()))
                        .param("id", call.id())
                        .param("run", call.run())
                        .update()
                == 1;
    }

    /**
     * Writes how a call ended, in a transaction. A result counts whatever others made of the call
     * meanwhile; anything else only while nobody has run it again.
     *
     * @param nextLook when to look again, if it is unknown
     * @return whether it changed anything
     */
    boolean end(LedgerCall call, Ending ending, Optional<Instant> nextLook) {
        if (call.items().size() > 1) {
            // or two that end different items at once would each miss the other's
            jdbc.sql("SELECT run FROM ledger_call WHERE id = :id FOR UPDATE")
                    .param("id", call.id())
                    .query(Integer.class)
                    .optional();
        }
        int changed = 0;
        for (int i = 0; i < call.items().size(); i++) {
            changed += end(call, call.items().get(i).position(), ending.items().get(i));
        }
        if (changed > 0) {
            summarise(call, state(call, ending), ending, nextLook);
        }
        return changed > 0;
    }

    private int end(LedgerCall call, int position, Ending.Item item) {
        return jdbc.sql(
                        """
                        UPDATE ledger_item SET
                               state = CASE WHEN state = 'CANCELLED' THEN state ELSE :state END,
                               result = COALESCE(:result, result),
                               post = COALESCE(post, :post),
                               lock_key = CASE WHEN :unknown THEN lock_key ELSE NULL END
                        WHERE call_id = :id AND position = :position AND state IN (:from)
                        AND (:done OR EXISTS (SELECT 1 FROM ledger_call
                                              WHERE id = :id AND run = :run))
                        """)
                .param("state", item.state().name())
                .param("result", item.result().orElse(null))
                .param("post", item.post().orElse(null))
                .param("unknown", item.state() == CallState.UNKNOWN)
                .param("id", call.id())
                .param("position", position)
                .param("from", names(item.state().mayFollow()))
                .param("done", item.state() == CallState.DONE)
                .param("run", call.run())
                .update();
    }

    /** Of one item its own: whoever cancels it cancels the call with it. */
    private CallState state(LedgerCall call, Ending ending) {
        if (call.items().size() == 1) {
            return ending.items().get(0).state();
        }
        return CallState.of(
                jdbc
                        .sql("SELECT state FROM ledger_item WHERE call_id = :id")
                        .param("id", call.id())
                        .query(String.class)
                        .list()
                        .stream()
                        .map(CallState::valueOf)
                        .toList());
    }

    private void summarise(
            LedgerCall call, CallState state, Ending ending, Optional<Instant> nextLook) {
        boolean unknown = state == CallState.UNKNOWN;
        jdbc.sql(
                        """
                        UPDATE ledger_call SET
                               state = CASE WHEN state = 'CANCELLED' THEN state ELSE :state END,
                               reason = :reason, message = :message,
                               attempts = CASE WHEN attempts > :attempts THEN attempts
                                               ELSE :attempts END,
                               work_ended = :ended, next_look_at = :look,
                               upstream_job = CASE WHEN :over THEN NULL ELSE upstream_job END,
                               unclear_since = CASE WHEN :unknown
                                               THEN COALESCE(unclear_since, :now)
                                               ELSE unclear_since END,
                               finished_at = CASE WHEN :unknown THEN NULL ELSE :now END
                        WHERE id = :id
                        """)
                .param("state", state.name())
                .param("reason", ending.reason().map(Reason::name).orElse(null))
                .param("message", ending.message())
                .param("attempts", ending.attempts())
                .param("ended", ending.workEnded())
                .param("look", unknown ? nextLook.map(Times::sql).orElse(null) : null)
                .param("over", state == CallState.FAILED || ending.jobOver())
                .param("unknown", unknown)
                .param("now", Times.sql(Times.now()))
                .param("id", call.id())
                .update();
    }

    /**
     * @return whether the call was in this state and is cancelled now
     */
    public boolean cancel(String id, CallState from, String message) {
        boolean cancelled =
                jdbc.sql(
                                        """
                                        UPDATE ledger_call SET state = 'CANCELLED',
                                               reason = 'CANCELLED', message = :message,
                                               finished_at = :now
                                        WHERE id = :id AND state = :from
                                        """)
                                .param("message", message)
                                .param("now", Times.sql(Times.now()))
                                .param("id", id)
                                .param("from", from.name())
                                .update()
                        == 1;
        if (cancelled) {
            jdbc.sql(
                            "UPDATE ledger_item SET state = 'CANCELLED', lock_key = NULL"
                                    + " WHERE call_id = :id")
                    .param("id", id)
                    .update();
        }
        return cancelled;
    }

    /**
     * Makes a call that has ended without a result wait for a place again, or takes one over that
     * was left behind. That an earlier run may have had an effect is not forgotten.
     *
     * @param from the states in which it may be
     * @return whether it was in one of them, and in the run that the caller knows
     * @throws org.springframework.dao.DuplicateKeyException when an identical call runs
     */
    public boolean requeue(LedgerCall call, Set<CallState> from, String owner) {
        OffsetDateTime unclear = call.requeued(owner).unclearSince().map(Times::sql).orElse(null);
        boolean requeued =
                jdbc.sql(
                                        """
                                        UPDATE ledger_call SET state = 'QUEUED', owner = :owner,
                                               run = run + 1, reason = NULL, message = NULL,
                                               delivered = FALSE, sent_at = NULL,
                                               unclear_since = :unclear, next_look_at = NULL,
                                               finished_at = NULL
                                        WHERE id = :id AND run = :run AND state IN (:from)
                                        """)
                                .param("owner", owner)
                                .param("unclear", unclear)
                                .param("id", call.id())
                                .param("run", call.run())
                                .param("from", names(from))
                                .update()
                        == 1;
        if (requeued) {
            jdbc.sql(
                            """
                            UPDATE ledger_item SET state = 'RUNNING', lock_key = fingerprint
                            WHERE call_id = :id
                            """)
                    .param("id", call.id())
                    .update();
        }
        return requeued;
    }

    /** Keeps the id that Postiz gave to the running generation. */
    public void followAs(String id, String upstreamJob) {
        jdbc.sql(
                        "UPDATE ledger_call SET upstream_job = :job"
                                + " WHERE id = :id AND state = 'RUNNING'")
                .param("job", upstreamJob)
                .param("id", id)
                .update();
    }

    /**
     * Notes that a look is under way, so that no other replica makes it too.
     *
     * @param next when the one after it is due
     * @return whether this caller may look
     */
    public boolean postpone(LedgerCall unknown, Instant due, Instant next) {
        return jdbc.sql(
                                """
                                UPDATE ledger_call SET next_look_at = :next
                                WHERE id = :id AND state = 'UNKNOWN' AND next_look_at <= :due
                                """)
                        .param("next", Times.sql(next))
                        .param("id", unknown.id())
                        .param("due", Times.sql(due))
                        .update()
                == 1;
    }

    public void markDelivered(String id) {
        jdbc.sql("UPDATE ledger_call SET delivered = TRUE WHERE id = :id").param("id", id).update();
    }

    private static List<String> names(Collection<CallState> states) {
        return states.stream().map(Enum::name).toList();
    }
}
