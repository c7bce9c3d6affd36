package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;

/** The tool {@code postStatusTool}: scheduled posts become drafts, drafts are scheduled. */
public final class PostStatus {

    private final Clock clock;

    public PostStatus(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}.
     *
     * @param status {@code draft} or {@code scheduled}
     * @throws InvalidInputException when one of the posts is not there or may not be changed
     */
    public void plan(String status, Exchange exchange) {
        Instant now = clock.instant();
        boolean draft = status.equals("draft");
        Records records = Records.in(exchange);
        List<Change> changes = new ArrayList<>();
        List<Map<String, Object>> known = new ArrayList<>();
        Refusals refusals = new Refusals();
        for (String id : PostsById.ids(exchange)) {
            ListedPost post = PostsById.in(exchange).get(id);
            if (post == null) {
                refusals.unknown(id);
                continue;
            }
            Change change = draft ? Change.draft(post) : Change.schedule(post);
            refusals.add(
                    post,
                    Margins.refusal(post, now)
                            .or(() -> records.unsettled(id, change.request(), now))
                            .or(() -> refusal(post, draft, now)));
            if (!draft && post.is("QUEUE")) {
                known.add(already(post));
            } else {
                // A draft too: its workflow may have been out of reach when it became one.
                changes.add(change);
            }
        }
        refusals.throwIfAny("Nothing was changed.");
        exchange.setProperty(PostChanges.CHANGES, changes);
        exchange.setProperty(PostChanges.KNOWN, known);
    }

    private static Optional<String> refusal(ListedPost post, boolean draft, Instant now) {
        if (post.is("ERROR")) {
            return Optional.of(
                    "has failed. Look at the reason with postDetailTool; retryPostTool sends it again"
                            + " where that is safe.");
        }
        return draft || post.is("QUEUE")
                ? Optional.empty()
                : Margins.tooSoon(post.date(), now)
                        .map(
                                reason ->
                                        "cannot be scheduled: "
                                                + reason
                                                + ". Give it a later date with reschedulePostTool"
                                                + " first.");
    }

    private static Map<String, Object> already(ListedPost post) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", post.id());
        result.put("status", "scheduled");
        result.put("repeated", true);
        return result;
    }
}
