package org.postizgateway.postiz.life.listed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Why posts failed, where the listing does not say: from what Postiz told its users (contract of
 * the newer one, section 5.2). A notification names no post, so it is told by channel and time, and
 * a failure of anything else at that time leaves it in doubt. Read page by page, as far back as the
 * failed posts of a call were due.
 */
public final class FailureNotices {

    private static final String PROPERTY = "PostizFailureNotices";
    private static final String PUBLISHED = "your post has been published on ";
    private static final int MOST_PAGES = 10;

    /** A post is published, or fails, no sooner than this after it was due. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final Instant wanted;
    private final List<Notice> notices = new ArrayList<>();
    private int pages;
    private boolean complete;

    private record Notice(Instant at, String text) {}

    private FailureNotices(Instant wanted) {
        this.wanted = wanted;
    }

    /** Begins to read for the failed ones of these posts that do not say why. */
    public static void begin(Iterable<ListedPost> posts, Exchange exchange) {
        Instant wanted = Instant.MAX;
        for (ListedPost post : posts) {
            if (post.is("ERROR") && post.error().isEmpty() && post.date().isBefore(wanted)) {
                wanted = post.date();
            }
        }
        exchange.setProperty(PROPERTY, new FailureNotices(wanted));
    }

    /** What was read in a call. */
    public static FailureNotices in(Exchange exchange) {
        return exchange.getProperty(PROPERTY, FailureNotices.class);
    }

    boolean wantsPage() {
        return !wanted.equals(Instant.MAX) && !reaches(wanted) && pages < MOST_PAGES;
    }

    int page() {
        return pages;
    }

    /**
     * @param page answer of {@code GET /notifications}
     */
    void add(Object page) {
        Map<String, Object> answer = JsonBody.readObject(page);
        for (Map<String, Object> told : JsonBody.readObjects(answer.get("notifications"))) {
            PostizDate.parse(Objects.toString(told.get("createdAt"), ""))
                    .map(at -> new Notice(at, Objects.toString(told.get("content"), "").strip()))
                    .ifPresent(notices::add);
        }
        pages++;
        complete = !Boolean.TRUE.equals(answer.get("hasMore"));
    }

    private boolean reaches(Instant date) {
        return complete || notices.stream().anyMatch(notice -> notice.at().isBefore(date));
    }

    /**
     * Why a post failed, in the words of Postiz; empty when nothing was told that can be about it.
     */
    public Optional<String> reason(ListedPost post) {
        if (!post.error().isEmpty()) {
            return Optional.of(post.error());
        }
        Instant from = post.date().minus(EARLY);
        Instant to = post.date().plus(Margins.AFTER);
        if (!reaches(from)) {
            return Optional.empty();
        }
        List<Notice> about =
                notices.stream()
                        .filter(notice -> !notice.at().isBefore(from) && !notice.at().isAfter(to))
                        .filter(notice -> canBeAbout(post, notice.text()))
                        .toList();
        return about.stream()
                .filter(notice -> FailureReason.of(notice.text()).mayBeOut())
                .findFirst()
                .or(() -> about.stream().findFirst())
                .map(Notice::text);
    }

    /** Only those that a channel is to be connected again name the channel. */
    private static boolean canBeAbout(ListedPost post, String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith(PUBLISHED)) {
            return false;
        }
        return FailureReason.of(text) != FailureReason.CHANNEL
                || text.contains(" for " + post.channelName() + " because ");
    }
}
