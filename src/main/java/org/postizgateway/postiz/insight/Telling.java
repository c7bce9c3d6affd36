package org.postizgateway.postiz.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.insight.PlannedDates.Planned;
import org.postizgateway.postiz.life.listed.FailureNotices;
import org.postizgateway.postiz.life.listed.FailureReason;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.preflight.post.Channel;

/** What became of a post, in the words in which the report and the watch tell it. */
final class Telling {

    private Telling() {}

    /**
     * @param planned what the ledger expects of it; null for a post of somebody else
     */
    static Fate fate(ListedPost post, Planned planned, Instant now) {
        Fate fate = Fate.of(post, now);
        return !fate.isWorthTelling() && isShifted(post, planned) ? Fate.SHIFTED : fate;
    }

    /** A repetition moves on by itself, and what has been published was not kept from it. */
    static boolean isShifted(ListedPost post, Planned planned) {
        return planned != null
                && post.interval().isEmpty()
                && post.state().equals("QUEUE")
                && Duration.between(planned.date(), post.date())
                                .abs()
                                .compareTo(Duration.ofMinutes(1))
                        >= 0;
    }

    /** A post that Postiz lists. */
    static Map<String, Object> listed(
            ListedPost post,
            Fate fate,
            Planned planned,
            FailureNotices notices,
            List<Channel> channels) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", post.id());
        told.put("is", fate.word());
        told.put("channel", post.channelName());
        told.put("date", PostizDate.format(post.date()));
        switch (fate) {
            case FAILED -> {
                Optional<String> reason = notices.reason(post);
                told.put("reason", reason.orElse("This Postiz does not tell."));
                told.put("means", FailureReason.of(reason.orElse("")).sentence());
            }
            case SHIFTED -> {
                told.put("planned", PostizDate.format(planned.date()));
                told.put("means", fate.meaning());
            }
            default -> told.put("means", fate.meaning());
        }
        if (channels.stream()
                .anyMatch(each -> each.id().equals(post.channel()) && each.disabled())) {
            told.put("channelDisabled", true);
        }
        return told;
    }

    /** A post that Postiz lists nowhere any more. */
    static Map<String, Object> removed(String id, Planned planned) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", id);
        told.put("is", Fate.REMOVED.word());
        told.put("planned", PostizDate.format(planned.date()));
        told.put("means", Fate.REMOVED.meaning());
        return told;
    }
}
