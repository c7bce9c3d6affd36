package org.postizgateway.ledger.overview;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.ration.Rations;
import org.postizgateway.outcome.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger as a whole tells somebody who looks at it. */
public final class LedgerOverview {

    /** Of one reason, more dead letters are not counted, however many there are. */
    public static final int MOST_LETTERS = 1_000;

    private static final int MOST_RATIONS = 100;

    /** Each state and reason from the index on its own, so that it reads no more than it counts. */
    static final String UNFINISHED_LETTERS =
            Stream.of("OPEN", "WAITING_FOR_CREDENTIAL", "REPLAYING")
                    .flatMap(
                            state ->
                                    Stream.of(Reason.values())
                                            .map(
                                                    reason ->
                                                            "(SELECT reason FROM dead_letter WHERE state = '%s' AND reason = '%s' LIMIT %d)"
                                                                    .formatted(
                                                                            state,
                                                                            reason,
                                                                            MOST_LETTERS)))
                    .collect(
                            Collectors.joining(
                                    " UNION ALL ",
                                    "SELECT reason, COUNT(*) AS letters FROM (",
                                    ") unfinished GROUP BY reason ORDER BY reason"));

    private static final String OPEN_POSTS =
            "FROM post_delivery WHERE NOT settled AND notice IS NOT NULL";

    private final JdbcClient jdbc;

    public LedgerOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A tenant that Postiz takes no more calls of.
     *
     * @param quota that they count against, such as {@code creates}
     * @param opensAt when it takes some again
     */
    public record ClosedRation(String tenant, String quota, Instant opensAt) {}

    /**
     * How many dead letters need somebody, by the reason that they have; those with none left out.
     * {@value #MOST_LETTERS} stands for as many or more.
     */
    public Map<Reason, Integer> unfinishedLetters() {
        Map<Reason, Integer> counts = new LinkedHashMap<>();
        jdbc.sql(UNFINISHED_LETTERS)
                .query(
                        row -> {
                            counts.put(
                                    Reason.valueOf(row.getString("reason")),
                                    Math.min(MOST_LETTERS, row.getInt("letters")));
                        });
        return counts;
    }

    /** Creates and changes of which nobody knows whether Postiz carried them out. */
    public int unclearCalls() {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM ledger_call"
                                + " WHERE state = 'UNKNOWN' AND mode = 'INLINE'")
                .query(Integer.class)
                .single();
    }

    /**
     * A post that was due and is not as it should be.
     *
     * @param post id that Postiz gave it
     * @param channel id of its channel
     * @param state in a word of {@code deliveryReportTool}
     * @param dueAt by Postiz
     */
    public record OpenPost(
            String tenant, String post, String channel, String state, Instant dueAt) {}

    /** How many of them there are, by state. */
    public Map<String, Integer> openPosts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        jdbc.sql("SELECT state, COUNT(*) AS posts " + OPEN_POSTS + " GROUP BY state ORDER BY state")
                .query(
                        row -> {
                            counts.put(row.getString("state"), row.getInt("posts"));
                        });
        return counts;
    }

    /** Those that were due longest ago first. */
    public List<OpenPost> oldestOpenPosts(int limit) {
        return jdbc.sql(
                        "SELECT tenant, post, channel, state, due_at "
                                + OPEN_POSTS
                                + " ORDER BY due_at, post LIMIT :limit")
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new OpenPost(
                                        row.getString("tenant"),
                                        row.getString("post"),
                                        row.getString("channel"),
                                        row.getString("state"),
                                        Times.instant(row, "due_at")))
                .list();
    }

    /**
     * How many more creates each tenant has until its ration is a full one again, over all
     * replicas; those with the fewest first.
     */
    public Map<String, Integer> quotaLeft(int limit) {
        Map<String, Integer> left = new LinkedHashMap<>();
        jdbc.sql(
                        "SELECT tenant, remaining FROM ration WHERE tool = :creates AND opens_at > :now"
                                + " ORDER BY remaining, tenant LIMIT :limit")
                .param("creates", Rations.CREATES)
                .param("now", Times.sql(Times.now()))
                .param("limit", limit)
                .query(
                        row -> {
                            left.put(row.getString("tenant"), row.getInt("remaining"));
                        });
        return left;
    }

    /** The tenants whose ration is used up now; those that wait longest first. */
    public List<ClosedRation> closedRations() {
        return jdbc.sql(
                        "SELECT tenant, tool, opens_at FROM ration"
                                + " WHERE opens_at > :now AND remaining = 0 ORDER BY opens_at DESC, tenant LIMIT :limit")
                .param("now", Times.sql(Times.now()))
                .param("limit", MOST_RATIONS)
                .query(
                        (row, n) ->
                                new ClosedRation(
                                        row.getString("tenant"),
                                        row.getString("tool"),
                                        Times.instant(row, "opens_at")))
                .list();
    }
}
