package org.postizgateway.ledger.call.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postizgateway.ledger.Database;
import org.postizgateway.ledger.JsonBody;
import org.postizgateway.ledger.Times;
import org.postizgateway.ledger.model.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostRecordsTest {

    private static final int POSTS = 100;
    private static final int CALLS = 60;
    private static final int LENGTH = 5_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(Database.class)
    void tells_what_was_done_with_the_choices_of_its_call_newest_first(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            JdbcClient sql = JdbcClient.create(ledger.pool());
            create(sql, 1, 1, "text");
            create(sql, 0, 2, "text");

            assertThat(new PostRecords(sql).done("tenant"))
                    .containsExactly(
                            done("post-0-0", "0"), done("post-0-1", "0"), done("post-1-0", "1"));
        }
    }

    /** A call with a hundred posts has the texts of all of them, and every post its call. */
    @ParameterizedTest
    @EnumSource(Database.class)
    void does_not_read_the_texts_of_a_call_for_each_of_its_posts(Database database) {
        try (TestDatabase ledger = TestDatabase.open(database)) {
            JdbcClient sql = JdbcClient.create(ledger.pool());
            IntStream.range(0, CALLS).forEach(call -> create(sql, call, POSTS, "x".repeat(LENGTH)));
            PostRecords records = new PostRecords(sql);
            assertThat(records.done("tenant")).hasSize(CALLS * POSTS);

            long before = THREADS.getCurrentThreadAllocatedBytes();
            records.done("tenant");
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            long textsOfAllCalls = (long) CALLS * POSTS * LENGTH;
            assertThat(allocated).isLessThan(10 * textsOfAllCalls);
        }
    }

    private static Map<String, Object> done(String post, String date) {
        return Map.of(
                "post",
                post,
                "channel",
                "channel",
                "tool",
                "schedulePostTool",
                "request",
                Map.of("date", date));
    }

    /** The higher the number of a call, the older it is. */
    private static void create(JdbcClient sql, int number, int posts, String text) {
        sql.sql(
                        """
                INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, attempts, work_ended,
                                         delivered, owner, run, created_at)
                VALUES (:id, 'tenant', 'schedulePostTool', 'schedulePostTool', 'INLINE', 'DONE', :request, 1, TRUE,
                        TRUE, 'replica', 0, :at)
                """)
                .param("id", "call-" + number)
                .param("at", Times.sql(Instant.now().minus(number, ChronoUnit.MINUTES)))
                .param(
                        "request",
                        JsonBody.write(
                                Map.of(
                                        "date",
                                        String.valueOf(number),
                                        "posts",
                                        IntStream.range(0, posts).mapToObj(i -> text).toList())))
                .update();
        for (int position = 0; position < posts; position++) {
            String post = "post-%d-%d".formatted(number, position);
            sql.sql(
                            "INSERT INTO ledger_item (call_id, position, fingerprint, state, post, result)"
                                    + " VALUES (?, ?, ?, 'DONE', ?, ?)")
                    .params(
                            List.of(
                                    "call-" + number,
                                    position,
                                    post,
                                    post,
                                    "{\"integration\":\"channel\",\"postId\":\"%s\"}"
                                            .formatted(post)))
                    .update();
        }
    }
}
