package org.postizgateway.postiz.outcome;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.preflight.finding.Position;
import org.postizgateway.postiz.preflight.post.PlannedPost;

/**
 * What became of one post.
 *
 * @param postId id in Postiz; empty unless created
 * @param reason why it was not, or may not have been, created; empty when created
 * @param repeated whether an earlier identical call created it
 * @param notices sentences on what is legal and may surprise
 */
public record ItemOutcome(
        PlannedPost post,
        Status status,
        String postId,
        String reason,
        boolean repeated,
        List<String> notices) {

    public ItemOutcome {
        notices = List.copyOf(notices);
    }

    /** Whether Postiz has the post. */
    public enum Status {
        CREATED,
        NOT_CREATED,
        /** Postiz has not answered yet. */
        RUNNING,
        /** Neither is certain. */
        UNKNOWN;

        /** Word for a model. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The same with more notices. */
    ItemOutcome noting(List<String> more) {
        List<String> all = Stream.concat(notices.stream(), more.stream()).distinct().toList();
        return new ItemOutcome(post, status, postId, reason, repeated, all);
    }

    /** The same for a post that is certainly not there. */
    ItemOutcome missing(String why) {
        return new ItemOutcome(post, Status.NOT_CREATED, "", why, false, List.of());
    }

    /** Where the post stands in the call. */
    Position position() {
        return new Position(post.index(), post.channel().name());
    }

    /** The outcome as an element of the tool's result. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        if (status == Status.CREATED) {
            result.put("postId", postId);
        }
        result.put("integration", post.channel().id());
        result.put("channel", post.channel().name());
        result.put("platform", post.channel().platform());
        result.put("type", post.type().wire());
        result.put("date", PostizDate.format(post.date()));
        result.put("status", status.word());
        if (repeated) {
            result.put("repeated", true);
        }
        if (!reason.isEmpty()) {
            result.put("reason", reason);
        }
        if (!notices.isEmpty()) {
            result.put("notices", notices);
        }
        return result;
    }
}
