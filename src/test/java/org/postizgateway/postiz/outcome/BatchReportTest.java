package org.postizgateway.postiz.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.outcome.ItemOutcome.Status;
import org.postizgateway.postiz.preflight.post.Channel;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

class BatchReportTest {

    private static final String LOST =
            "The connection to Postiz broke before it answered. Postiz lists some of the posts, and"
                    + " the others may still appear; an identical call makes the gateway look again.";

    @Test
    void tells_the_truth_of_a_batch_that_was_cut() {
        BatchReport report = cut();

        assertThat(report.sentence())
                .isEqualTo(
                        "12 of 100 posts were created, 88 unknown."
                                + "\nsocialPost[0-11] (Acme on X): created: p0, p1, p2, p3, p4, p5,"
                                + " p6, p7, p8, p9, p10, p11."
                                + "\nsocialPost[12-99] (Acme on X): unknown whether created. "
                                + LOST
                                + "\nDo not send again what was created."
                                + "\nLook for the unknown ones with postsListTool before you send"
                                + " them again.");
    }

    @Test
    void gives_a_reason_once() {
        List<Map<String, Object>> results = cut().results();

        assertThat(results).hasSize(100);
        assertThat(results.get(0)).doesNotContainKey("reason").containsEntry("postId", "p0");
        assertThat(results.get(12)).containsEntry("reason", LOST);
        assertThat(results.get(13)).containsEntry("reason", "As socialPost[12].");
        assertThat(JsonBody.write(results)).hasSizeLessThan(20_000);
    }

    @Test
    void counts_one_kind_once() {
        assertThat(new BatchReport(List.of(item(0, Status.NOT_CREATED, "No."))).sentence())
                .isEqualTo(
                        "0 of 1 posts were created.\nsocialPost[0] (Acme on X): not created. No.");
    }

    private static BatchReport cut() {
        return new BatchReport(
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        i < 12
                                                ? item(i, Status.CREATED, "")
                                                : item(i, Status.UNKNOWN, LOST))
                        .toList());
    }

    private static ItemOutcome item(int index, Status status, String reason) {
        PlannedPost post =
                new PlannedPost(
                        index,
                        new Channel("c1", "Acme on X", "x", false),
                        Type.SCHEDULE,
                        Instant.parse("2026-12-15T10:00:00Z"),
                        false,
                        List.of(),
                        Map.of(),
                        List.of());
        return new ItemOutcome(post, status, "p" + index, reason, false, List.of());
    }
}
