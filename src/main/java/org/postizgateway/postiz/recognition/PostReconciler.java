package org.postizgateway.postiz.recognition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * Finds out from Postiz's list of posts whether a create whose answer was lost has taken effect
 * (contract, section 6.1).
 */
public final class PostReconciler {

    /** Whether a post is in the list. */
    public enum Presence {
        FOUND,
        ABSENT,
        /** Something is there that may be it. */
        AMBIGUOUS
    }

    /**
     * @param postId empty unless found
     * @param notices what Postiz has stored differently from what it was sent, a sentence each
     */
    public record Verdict(Presence presence, Optional<String> postId, List<String> notices) {

        static Verdict found(WantedPost wanted, StoredPost stored) {
            return new Verdict(
                    Presence.FOUND,
                    Optional.of(stored.id()),
                    StoredDifferences.between(wanted, stored));
        }

        static Verdict not(Presence presence) {
            return new Verdict(presence, Optional.empty(), List.of());
        }
    }

    /** Period in which to list posts; both ends as Postiz takes them. */
    public record Window(String startDate, String endDate) {

        static Window around(Instant from, Instant to) {
            Instant start = from.minus(Sending.SHIFT).minusSeconds(120);
            Instant end = to.plus(Sending.SHIFT).plusSeconds(120);
            return new Window(PostizDate.format(start), PostizDate.format(end));
        }
    }

    /**
     * The period in which the posts of a request are listed, if they exist.
     *
     * @param request body of the create
     * @param sentAt when it was sent
     * @param now when the list is asked for
     */
    public Window window(Map<String, Object> request, Instant sentAt, Instant now) {
        return WantedPost.of(request)
                .get(0)
                .due()
                .map(due -> Window.around(due, due))
                .orElseGet(() -> Window.around(sentAt, now));
    }

    /**
     * @param request body of the create
     * @param listed answer of {@code GET /posts} for the {@link #window}
     * @param known ids of posts that are known to come from other creates
     * @return one verdict per post of the request, in its order
     */
    public List<Verdict> reconcile(
            Map<String, Object> request,
            Object listed,
            Set<String> known,
            Instant sentAt,
            Instant now) {
        List<StoredPost> candidates =
                StoredPost.of(listed, now).stream()
                        .filter(stored -> !known.contains(stored.id()))
                        .toList();
        return new Assignment(WantedPost.of(request), candidates, new Sending(sentAt, now))
                .verdicts();
    }
}
