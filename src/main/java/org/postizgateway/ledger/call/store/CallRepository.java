package org.postizgateway.ledger.call.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.CallItem;
import org.postizgateway.ledger.call.LedgerCall;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and opens calls: the tables {@code ledger_call} and {@code ledger_item}. */
public final class CallRepository {

    private static final String OPEN = "state IN ('QUEUED', 'RUNNING')";

    /** Results that a look into Postiz is told of; more would be read by nobody. */
    private static final int MOST_RESULTS = 1000;

    private final JdbcClient jdbc;

    public CallRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In a transaction. The locks are taken in the order of the fingerprints, so that calls with
     * the same items wait for each other instead of blocking each other.
     *
     * @param request as it is kept
     * @param besides others that are identical; its locks hold back the calls that come later, and
     *     do not wait for those of earlier ones
     * @throws org.springframework.dao.DuplicateKeyException when an identical item is locked
     */
    void insert(LedgerCall call, String request, boolean besides) {
        jdbc.sql(
                        """
                        INSERT INTO ledger_call (id, tenant, source, trace_id, tool, route, mode, state, request,
                                                 attempts, work_ended, delivered, owner, run,
                                                 created_at, sent_at)
                        VALUES (:id, :tenant, :source, :trace, :tool, :route, :mode, :state, :request,
                                0, FALSE, FALSE, :owner, 0, :created, :sent)
                        """)
                .param("id", call.id())
                .param("tenant", call.tenant())
                .param("source", call.origin().source())
                .param("trace", call.origin().traceId())
                .param("tool", call.tool())
                .param("route", call.route())
                .param("mode", call.mode().name())
                .param("state", call.state().name())
                .param("request", request)
                .param("owner", call.owner())
                .param("created", Times.sql(call.createdAt()))
                .param("sent", call.sentAt().map(Times::sql).orElse(null))
                .update();
        call.items().stream()
                .sorted(Comparator.comparing(CallItem::fingerprint))
                .forEach(item -> insert(call.id(), item, besides));
    }

    private void insert(String callId, CallItem item, boolean besides) {
        jdbc.sql(
                        """
                        INSERT INTO ledger_item (call_id, position, fingerprint, lock_key, state, post)
                        VALUES (:call, :position, :fingerprint, :lock, :state, :post)
                        """)
                .param("call", callId)
                .param("position", item.position())
                .param("fingerprint", item.fingerprint())
                .param("lock", besides ? callId + "/" + item.position() : item.fingerprint())
                .param("state", item.state().name())
                .param("post", item.post().orElse(null))
                .update();
    }

    public Optional<LedgerCall> find(String id) {
        return select("id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** Those of these calls that have ended. */
    List<LedgerCall> ended(Collection<String> ids) {
        return select("id IN (:ids) AND NOT " + OPEN, Map.of("ids", ids));
    }

    /**
     * By fingerprint, the call that decides about an identical item: the newest that is locked,
     * else the newest that is done. One that has failed decides nothing, whenever it was.
     */
    Map<String, LedgerCall> latest(Collection<String> fingerprints, String exceptId) {
        Map<String, String> ids = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT fingerprint, call_id FROM (
                            SELECT i.fingerprint, i.call_id, ROW_NUMBER() OVER (
                                PARTITION BY i.fingerprint
                                ORDER BY CASE WHEN i.lock_key IS NOT NULL THEN 0
                                              WHEN i.state = 'DONE' THEN 1 ELSE 2 END,
                                         c.created_at DESC) AS place
                            FROM ledger_item i JOIN ledger_call c ON c.id = i.call_id
                            WHERE i.fingerprint IN (:fingerprints) AND c.id <> :except) ranked
                        WHERE place = 1
                        """)
                .param("fingerprints", fingerprints)
                .param("except", exceptId)
                .query(
                        row -> {
                            ids.put(row.getString("fingerprint"), row.getString("call_id"));
                        });
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, LedgerCall> byId =
                select("id IN (:ids)", Map.of("ids", List.copyOf(ids.values()))).stream()
                        .collect(
                                Collectors.toMap(LedgerCall::id, Function.identity(), (a, b) -> a));
        Map<String, LedgerCall> latest = new HashMap<>();
        ids.forEach((fingerprint, id) -> latest.put(fingerprint, byId.get(id)));
        return latest;
    }

    /** Results of other calls of the tool from around this one, which a look must not count. */
    public List<String> otherResults(LedgerCall call, Duration around) {
        return jdbc.sql(
                        """
                        SELECT i.result FROM ledger_item i JOIN ledger_call c ON c.id = i.call_id
                        WHERE c.tenant = :tenant AND c.tool = :tool AND c.id <> :id
                        AND c.sent_at BETWEEN :from AND :to AND i.result IS NOT NULL
                        ORDER BY c.sent_at DESC LIMIT :limit
                        """)
                .param("tenant", call.tenant())
                .param("tool", call.tool())
                .param("id", call.id())
                .param("from", Times.sql(call.createdAt().minus(around)))
                .param("to", Times.sql(call.createdAt().plus(around)))
                .param("limit", MOST_RESULTS)
                .query((row, n) -> row.getString("result"))
                .list();
    }

    /** Whether something that was sent after this call, by the same tenant and tool, is done. */
    public boolean laterOneIsDone(LedgerCall call) {
        return call.sentAt().isPresent()
                && !jdbc.sql(
                                """
                                SELECT id FROM ledger_call
                                WHERE tenant = :tenant AND tool = :tool AND sent_at > :sent
                                AND state IN ('DONE', 'PARTLY_DONE')
                                ORDER BY sent_at LIMIT 1
                                """)
                        .param("tenant", call.tenant())
                        .param("tool", call.tool())
                        .param("sent", Times.sql(call.sentAt().get()))
                        .query(String.class)
                        .list()
                        .isEmpty();
    }

    /**
     * Open calls whose replica was not seen since the cutoff, in the order of their ids.
     *
     * @param after the id after which to begin
     */
    public List<LedgerCall> abandoned(Instant cutoff, String after, int limit) {
        return select(
                OPEN
                        + " AND owner NOT IN (SELECT id FROM replica WHERE seen_at >= :cutoff)"
                        + " AND id > :after ORDER BY id LIMIT :limit",
                Map.of("cutoff", Times.sql(cutoff), "after", after, "limit", limit));
    }

    public List<LedgerCall> openOf(String owner) {
        return select(OPEN + " AND owner = :owner", Map.of("owner", owner));
    }

    /** Tenants with calls of unknown outcome that are due for another look, longest due first. */
    public List<String> tenantsToLookFor(Instant now) {
        return jdbc.sql(
                        """
                        SELECT tenant FROM ledger_call
                        WHERE state = 'UNKNOWN' AND next_look_at <= :now
                        GROUP BY tenant ORDER BY MIN(next_look_at)
                        """)
                .param("now", Times.sql(now))
                .query(String.class)
                .list();
    }

    /** Calls of unknown outcome of these tenants that are due for another look. */
    public List<LedgerCall> toLookFor(Collection<String> tenants, Instant now, int limit) {
        return select(
                "state = 'UNKNOWN' AND next_look_at <= :now AND tenant IN (:tenants)"
                        + " ORDER BY next_look_at LIMIT :limit",
                Map.of("now", Times.sql(now), "tenants", tenants, "limit", limit));
    }

    /** Ids of the newest calls of a tenant that go on without their callers. */
    public List<String> newestInBackground(String tenant, int limit) {
        return jdbc.sql(
                        """
                        SELECT id FROM ledger_call
                        WHERE tenant = :tenant AND mode = 'BACKGROUND'
                        ORDER BY created_at DESC LIMIT :limit
                        """)
                .param("tenant", tenant)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    public boolean isCancelled(String id) {
        return !select("id = :id AND state = 'CANCELLED'", Map.of("id", id)).isEmpty();
    }

    /** Lets identical items be sent although the outcome of this call is unknown. */
    public void unlock(String id) {
        jdbc.sql("UPDATE ledger_item SET lock_key = NULL WHERE call_id = :id AND state = 'UNKNOWN'")
                .param("id", id)
                .update();
    }

    private List<LedgerCall> select(String where, Map<String, ?> params) {
        List<CallRow> rows =
                jdbc.sql("SELECT * FROM ledger_call WHERE " + where)
                        .params(params)
                        .query((row, n) -> CallRow.of(row))
                        .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<CallItem>> items = items(rows.stream().map(CallRow::id).toList());
        return rows.stream().map(row -> row.with(items.getOrDefault(row.id(), List.of()))).toList();
    }

    private Map<String, List<CallItem>> items(List<String> callIds) {
        Map<String, List<CallItem>> items = new HashMap<>();
        jdbc.sql("SELECT * FROM ledger_item WHERE call_id IN (:ids) ORDER BY call_id, position")
                .param("ids", callIds)
                .query(
                        row -> {
                            items.computeIfAbsent(
                                            row.getString("call_id"), any -> new ArrayList<>())
                                    .add(CallRow.item(row));
                        });
        return items;
    }
}
