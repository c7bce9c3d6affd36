package org.postizgateway.postiz.life.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.json.NotJsonException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.recognition.SameText;

/**
 * A post with its media and its comments, as the gateway last sent it. Postiz lists neither the
 * comments nor, in older versions, the media, so without this they would be lost when the post is
 * sent again (contract of the newer one, section 4.3).
 *
 * @param items elements of {@code value}: the post, then its comments
 */
public record KnownThread(List<Map<String, Object>> items) {

    /**
     * What the newest call that created or changed the post has sent, or a newer one of which it is
     * not known whether it changed it, where the post has its text.
     *
     * @param records of the ledger about the post, newest first
     * @return empty for a post that the gateway has not sent, or whose record was cleared away, and
     *     for one to which a newer call may have given other media or comments
     */
    public static Optional<KnownThread> of(ListedPost post, List<Map<String, Object>> records) {
        List<KnownThread> maybe = new ArrayList<>();
        for (Map<String, Object> record : records) {
            Optional<KnownThread> sent = items(record).map(KnownThread::new);
            if (names(record) && sent.isPresent()) {
                return sent.filter(known -> maybe.stream().allMatch(known::carriesTheSameAs))
                        .map(known -> withTheTextOf(post, maybe).orElse(known));
            }
            sent.filter(thread -> thread.maybeOf(post, record)).ifPresent(maybe::add);
        }
        return Optional.empty();
    }

    private boolean maybeOf(ListedPost post, Map<String, Object> record) {
        return post.id().equals(items.get(0).get("id"))
                && List.of("RUNNING", "UNKNOWN").contains(record.get("state"));
    }

    private static Optional<KnownThread> withTheTextOf(ListedPost post, List<KnownThread> maybe) {
        return maybe.stream().filter(thread -> thread.isStill(post)).findFirst();
    }

    private boolean carriesTheSameAs(KnownThread other) {
        return media().equals(other.media()) && comments().equals(other.comments());
    }

    private static boolean names(Map<String, Object> record) {
        return Boolean.TRUE.equals(record.get("names")) && "DONE".equals(record.get("state"));
    }

    private static Optional<List<Map<String, Object>>> items(Map<String, Object> record) {
        try {
            List<Map<String, Object>> posts =
                    JsonBody.readObjects(JsonBody.readObject(record.get("request")).get("posts"));
            int position = ((Number) record.get("position")).intValue();
            return Optional.of(JsonBody.readObjects(posts.get(position).get("value")))
                    .filter(items -> !items.isEmpty());
        } catch (NotJsonException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether the post still has the text that was sent: nobody has edited it elsewhere. */
    public boolean isStill(ListedPost listed) {
        return SameText.in(String.valueOf(items.get(0).get("content")), listed.content());
    }

    /** Media of the post itself, as they were sent. */
    public List<Map<String, Object>> media() {
        return media(items.get(0));
    }

    /** Media of one of the items, as they were sent. */
    public static List<Map<String, Object>> media(Map<String, Object> item) {
        return item.get("image") instanceof List<?> files ? JsonBody.readObjects(files) : List.of();
    }

    /** The comments, as they were sent. */
    public List<Map<String, Object>> comments() {
        return items.subList(1, items.size());
    }
}
