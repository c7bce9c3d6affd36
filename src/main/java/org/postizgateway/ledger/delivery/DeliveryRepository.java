package org.postizgateway.ledger.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Times;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code post_delivery} and {@code delivery_look}. */
public final class DeliveryRepository {

    private static final String INSERT =
            """
            INSERT INTO post_delivery (id, tenant, post, channel, state, planned_at, due_at, settled,
                                       notice, to_tell, found_at)
            VALUES (:id, :tenant, :post, :channel, :state, :planned, :due, :settled, :notice, :tell,
                    :now)
            """;

    /** What another replica has written meanwhile is not found a second time. */
    private static final String UPDATE =
            """
            UPDATE post_delivery
            SET id = :id, state = :state, planned_at = :planned, due_at = :due, settled = :settled,
                notice = :notice, to_tell = :tell, found_at = :now, told_at = NULL
            WHERE tenant = :tenant AND post = :post
            AND (state <> :state OR planned_at <> :planned OR due_at <> :due)
            """;

    private static final String SETTLE =
            "UPDATE post_delivery SET settled = :settled WHERE tenant = :tenant AND post = :post";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    public DeliveryRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Takes the turn to look at the posts of a tenant, by the clock of the database.
     *
     * @return whether no replica has looked within the interval; then this one has to
     */
    boolean take(String tenant, Duration interval) {
        Instant now =
                jdbc.sql("SELECT CURRENT_TIMESTAMP")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant();
        int taken =
                jdbc.sql(
                                "UPDATE delivery_look SET looked_at = :now"
                                        + " WHERE tenant = :tenant AND looked_at <= :before")
                        .param("now", Times.sql(now))
                        .param("tenant", tenant)
                        .param("before", Times.sql(now.minus(interval)))
                        .update();
        return taken == 1 || insert(tenant, now);
    }

    private boolean insert(String tenant, Instant now) {
        boolean there =
                jdbc.sql("SELECT COUNT(*) FROM delivery_look WHERE tenant = :tenant")
                                .param("tenant", tenant)
                                .query(Integer.class)
                                .single()
                        > 0;
        if (there) {
            return false;
        }
        try {
            jdbc.sql("INSERT INTO delivery_look (tenant, looked_at) VALUES (:tenant, :now)")
                    .param("tenant", tenant)
                    .param("now", Times.sql(now))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** What is known of the posts of a tenant, by their ids. */
    Map<String, PostDelivery> of(String tenant) {
        Map<String, PostDelivery> known = new LinkedHashMap<>();
        jdbc.sql(
                        "SELECT post, channel, state, planned_at, due_at, settled FROM post_delivery"
                                + " WHERE tenant = :tenant")
                .param("tenant", tenant)
                .query(
                        (row, n) ->
                                new PostDelivery(
                                        row.getString("post"),
                                        row.getString("channel"),
                                        row.getString("state"),
                                        Times.instant(row, "planned_at"),
                                        Times.instant(row, "due_at"),
                                        row.getBoolean("settled"),
                                        Optional.empty()))
                .list()
                .forEach(post -> known.put(post.post(), post));
        return known;
    }

    /**
     * Writes down what is new.
     *
     * @param known what {@link #of} gave before
     */
    void write(String tenant, Map<String, PostDelivery> known, List<PostDelivery> news) {
        Map<String, List<SqlParameterSource>> statements = new LinkedHashMap<>();
        for (PostDelivery post : news) {
            PostDelivery before = known.get(post.post());
            String statement = before == null ? INSERT : before.isSameAs(post) ? SETTLE : UPDATE;
            statements
                    .computeIfAbsent(statement, s -> new ArrayList<>())
                    .add(parameters(tenant, post));
        }
        statements.forEach(
                (statement, rows) ->
                        batches.batchUpdate(statement, rows.toArray(SqlParameterSource[]::new)));
    }

    private static SqlParameterSource parameters(String tenant, PostDelivery post) {
        return new MapSqlParameterSource()
                .addValue("id", UUID.randomUUID().toString())
                .addValue("tenant", tenant)
                .addValue("post", post.post())
                .addValue("channel", post.channel())
                .addValue("state", post.state())
                .addValue("planned", Times.sql(post.planned()))
                .addValue("due", Times.sql(post.due()))
                .addValue("settled", post.settled())
                .addValue("notice", post.notice().orElse(null), java.sql.Types.VARCHAR)
                .addValue("tell", post.notice().isPresent())
                .addValue("now", Times.sql(Times.now()));
    }

    /**
     * Something that is still to be told.
     *
     * @param notice as JSON
     */
    record Untold(String id, String tenant, String state, String notice, Instant found) {

        /** For the route that tells it. */
        Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("id", id);
            body.put("tenant", tenant);
            body.put("foundAt", found.toString());
            if (JsonBody.read(notice) instanceof Map<?, ?> told) {
                body.put("post", told.get("id"));
                told.forEach((name, value) -> body.putIfAbsent(name.toString(), value));
            }
            return body;
        }
    }

    /** The oldest ones. */
    List<Untold> untold(int most) {
        return jdbc.sql(
                        "SELECT id, tenant, state, notice, found_at FROM post_delivery"
                                + " WHERE to_tell ORDER BY found_at, id LIMIT :most")
                .param("most", most)
                .query(
                        (row, n) ->
                                new Untold(
                                        row.getString("id"),
                                        row.getString("tenant"),
                                        row.getString("state"),
                                        row.getString("notice"),
                                        Times.instant(row, "found_at")))
                .list();
    }

    /**
     * @return whether this caller is the one to tell it
     */
    boolean takeToTell(String id) {
        return jdbc.sql(
                                "UPDATE post_delivery SET to_tell = FALSE, told_at = :now"
                                        + " WHERE id = :id AND to_tell")
                        .param("now", Times.sql(Times.now()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** How many posts are in a state that somebody wants to know of and that may change yet. */
    Map<String, Integer> open() {
        Map<String, Integer> open = new LinkedHashMap<>();
        jdbc.sql(
                        "SELECT state, COUNT(*) AS posts FROM post_delivery"
                                + " WHERE NOT settled AND notice IS NOT NULL GROUP BY state")
                .query(
                        row -> {
                            open.put(row.getString("state"), row.getInt("posts"));
                        });
        return open;
    }
}
