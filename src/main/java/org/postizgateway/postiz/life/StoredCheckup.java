package org.postizgateway.postiz.life;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.preflight.finding.Problem;

/** What the checks of new posts say of one that is stored. */
final class StoredCheckup {

    /** What nothing can be said of while media and comments are not known. */
    private static final Pattern OF_MEDIA =
            Pattern.compile("postsAndComments\\[\\d+]\\.attachments\\b.*|settings\\.audio");

    private static final String NO_VISIBLE = "must have at least one visible";

    private StoredCheckup() {}

    /**
     * The problems of a post, without those of its date, which the tools judge by themselves, and
     * those that may come of what is not known of it.
     *
     * @param index of the post in the call that was checked
     */
    static List<Problem> problems(List<Problem> all, int index, CarriedThread thread) {
        return all.stream()
                .filter(problem -> problem.index() == index)
                .filter(problem -> !problem.field().equals("date"))
                .filter(problem -> thread.media().isPresent() || !isOfMedia(problem))
                .toList();
    }

    private static boolean isOfMedia(Problem problem) {
        return OF_MEDIA.matcher(problem.field()).matches()
                || problem.reason().startsWith(NO_VISIBLE);
    }

    /** Says of what could not be checked that it was not. */
    static Optional<String> notice(ListedPost post, CarriedThread thread) {
        return thread.refusal().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Post "
                                + post.id()
                                + " was created or edited outside of this gateway, so that not all of"
                                + " its media and comments could be checked.");
    }

    /** Says what of a post that is gone cannot be told any more. */
    static Optional<String> lost(CarriedThread thread) {
        return thread.refusal().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "It was created or edited outside of this gateway, and Postiz does not list "
                                + thread.unknown()
                                + ": was is without them.");
    }

    /** A problem in a sentence that names its field as {@code schedulePostTool} does. */
    static String sentence(Problem problem) {
        return (problem.field() + " " + problem.reason()).strip();
    }

    /** Arguments of a call that would create the posts. */
    static Map<String, Object> arguments(List<Map<String, Object>> socialPosts) {
        return Map.of("socialPost", socialPosts);
    }
}
