package org.postizgateway.postiz.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.postizgateway.postiz.life.listed.ListedPost;

/** What became of a post that was to be published (contract of the newer one, section 5.3). */
enum Fate {
    PUBLISHED(""),
    WAITING(""),
    DRAFT(""),
    PUBLISHING("It was due a moment ago and is on its way."),
    LATE("Postiz looks every hour for posts like this one and tries again."),
    STUCK(
            "The queue of Postiz is down, or Postiz passes the post over because its channel has to be"
                    + " connected again or enabled."),
    DEAD("Postiz will not publish it any more. Delete it and create it anew."),
    FAILED(""),
    SHIFTED(
            "Its date is another one than this gateway was told: it was moved in Postiz, or by a call"
                    + " whose outcome was not known."),
    REMOVED(
            "It is in no listing any more: it was deleted, or its channel, in Postiz or by a call whose"
                    + " outcome was not known.");

    private static final Duration UNDER_WAY = Duration.ofMinutes(35);
    private static final Duration SWEPT = Duration.ofMinutes(90);
    static final Duration GIVEN_UP = Duration.ofDays(2);

    private final String meaning;

    Fate(String meaning) {
        this.meaning = meaning;
    }

    static Fate of(ListedPost post, Instant now) {
        return switch (post.state()) {
            case "PUBLISHED" -> PUBLISHED;
            case "ERROR" -> FAILED;
            case "DRAFT" -> DRAFT;
            default -> queued(Duration.between(post.date(), now));
        };
    }

    private static Fate queued(Duration overdue) {
        if (overdue.isNegative()) {
            return WAITING;
        }
        if (overdue.compareTo(UNDER_WAY) < 0) {
            return PUBLISHING;
        }
        if (overdue.compareTo(SWEPT) < 0) {
            return LATE;
        }
        return overdue.compareTo(GIVEN_UP) < 0 ? STUCK : DEAD;
    }

    /** Whether somebody wants to know of the post by itself. */
    boolean isWorthTelling() {
        return !meaning.isEmpty() || this == FAILED;
    }

    /** Whether somebody has to be told of the post without having asked. */
    boolean isFinding() {
        return isWorthTelling() && this != PUBLISHING;
    }

    /** Whether nothing will ever be different about it, as far as Postiz does it by itself. */
    boolean isLast() {
        return this == PUBLISHED || this == DEAD || this == REMOVED;
    }

    String meaning() {
        return meaning;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
