package org.postizgateway.ledger.call.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.LedgerException;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.call.NamedPost;
import org.postizgateway.ledger.call.RequestText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger holds about a post: the calls that created it and changed it since. */
public final class PostRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PostRecords.class);
    private static final int MOST = 20;
    private static final int MOST_OF_TENANT = 50_000;
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;

    public PostRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The calls about a post, newest first, at most the newest 20.
     *
     * @param tenant keyed hash of the credential
     * @param postId id that Postiz gave it
     * @return for each call a map of {@code call} (its id), {@code tool}, {@code state}, {@code at}
     *     (ISO 8601), {@code request} (what was sent), {@code position} (of the post in that
     *     request), {@code result} (of the call for this post, JSON, or null) and {@code names}
     *     (whether Postiz answered with this post)
     * @throws LedgerException when the ledger cannot be read
     */
    public List<Map<String, Object>> of(String tenant, String postId) {
        return ofAll(tenant, postId).get(postId);
    }

    /**
     * The same of several posts.
     *
     * @param postIds a collection of them, or one
     * @return by the id of the post
     */
    public Map<String, List<Map<String, Object>>> ofAll(String tenant, Object postIds) {
        List<String> ids = PostIds.of(postIds);
        Map<String, List<Map<String, Object>>> records = new LinkedHashMap<>();
        ids.forEach(id -> records.put(id, new ArrayList<>()));
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            read(() -> query(tenant, some))
                    .forEach(record -> records.get(record.post()).add(record.told()));
        }
        return records;
    }

    private List<PostRecord> query(String tenant, List<String> posts) {
        return jdbc.sql(
                        """
                        SELECT * FROM (
                            SELECT i.post, c.id, c.tool, i.state, c.created_at, c.request, i.position,
                                i.result,
                                ROW_NUMBER() OVER (PARTITION BY i.post ORDER BY c.created_at DESC) AS n
                            FROM ledger_item i JOIN ledger_call c ON i.call_id = c.id
                            WHERE i.post IN (:posts) AND c.tenant = :tenant AND c.mode = 'INLINE'
                        ) records
                        WHERE n <= :most ORDER BY created_at DESC
                        """)
                .param("tenant", tenant)
                .param("posts", posts)
                .param("most", MOST)
                .query(PostRecord::of)
                .list();
    }

    /**
     * What was certainly done to posts of a tenant, newest first, at most the newest 50,000.
     *
     * @param tenant keyed hash of the credential
     * @return for each a map of {@code post} and {@code channel} (their ids), {@code tool} and
     *     {@code request} (what was sent, without its lists and maps)
     * @throws LedgerException when the ledger cannot be read
     */
    public List<Map<String, Object>> done(String tenant) {
        return read(
                () -> {
                    List<DonePost> posts =
                            jdbc.sql(
                                            """
                        SELECT c.id, c.tool, i.result
                        FROM ledger_call c JOIN ledger_item i ON i.call_id = c.id
                        WHERE c.tenant = :tenant AND c.mode = 'INLINE' AND i.state = 'DONE'
                        AND i.result LIKE '%"postId"%'
                        ORDER BY c.created_at DESC, c.id LIMIT :most
                        """)
                                    .param("tenant", tenant)
                                    .param("most", MOST_OF_TENANT)
                                    .query(DonePost::of)
                                    .list();
                    Map<String, Map<String, Object>> requests = requests(posts);
                    return posts.stream().map(post -> post.with(requests)).toList();
                });
    }

    /**
     * Of each call once, and of few at a time: it has the texts of all its posts, and a driver
     * holds what it reads all at once.
     */
    private Map<String, Map<String, Object>> requests(List<DonePost> posts) {
        List<String> calls = posts.stream().map(DonePost::call).distinct().toList();
        Map<String, Map<String, Object>> requests = new HashMap<>();
        for (int from = 0; from < calls.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, calls.size());
            jdbc.sql("SELECT id, request FROM ledger_call WHERE id IN (:calls)")
                    .param("calls", calls.subList(from, to))
                    .query(
                            row -> {
                                requests.put(
                                        row.getString("id"),
                                        scalars(RequestText.shown(row.getString("request"))));
                            });
        }
        return requests;
    }

    private static Map<String, Object> scalars(Object request) {
        Map<String, Object> scalars = new LinkedHashMap<>();
        if (request instanceof Map<?, ?> all) {
            all.forEach(
                    (name, value) -> {
                        if (!(value instanceof Map || value instanceof Collection)) {
                            scalars.put(name.toString(), value);
                        }
                    });
        }
        return scalars;
    }

    /**
     * @param result what Postiz told of it
     */
    private record DonePost(String call, String tool, Object result) {

        static DonePost of(ResultSet row, int number) throws SQLException {
            return new DonePost(
                    row.getString("id"),
                    row.getString("tool"),
                    JsonBody.read(row.getString("result")));
        }

        Map<String, Object> with(Map<String, Map<String, Object>> requests) {
            Map<String, Object> record = new LinkedHashMap<>();
            if (result instanceof Map<?, ?> post) {
                record.put("post", post.get("postId"));
                record.put("channel", post.get("integration"));
            }
            record.put("tool", tool);
            record.put("request", requests.getOrDefault(call, Map.of()));
            return record;
        }
    }

    /**
     * @param told map that callers get
     */
    private record PostRecord(String post, Map<String, Object> told) {

        static PostRecord of(ResultSet row, int number) throws SQLException {
            String post = row.getString("post");
            String result = row.getString("result");
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("call", row.getString("id"));
            told.put("tool", row.getString("tool"));
            told.put("state", row.getString("state"));
            told.put("at", Times.instant(row, "created_at").toString());
            told.put("request", RequestText.shown(row.getString("request")));
            told.put("position", row.getInt("position"));
            told.put("result", result == null ? null : JsonBody.read(result));
            told.put("names", names(result, post));
            return new PostRecord(post, told);
        }
    }

    private static <T> T read(Supplier<T> query) {
        try {
            return query.get();
        } catch (DataAccessException e) {
            LOG.error("The ledger cannot be read", e);
            throw LedgerException.unreadable();
        }
    }

    private static boolean names(String result, String postId) {
        return Optional.ofNullable(result)
                .flatMap(NamedPost::inResult)
                .filter(postId::equals)
                .isPresent();
    }
}
