package org.postizgateway.postiz.life;

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
record KnownThread(List<Map<String, Object>> items) {

    /**
     * What the newest call that created or changed the post has sent.
     *
     * @param records of the ledger about the post, newest first
     * @return empty for a post that the gateway has not sent, or whose record was cleared away
     */
    static Optional<KnownThread> of(List<Map<String, Object>> records) {
        return records.stream()
                .filter(KnownThread::names)
                .flatMap(record -> items(record).stream())
                .findFirst()
                .map(KnownThread::new);
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
    boolean isStill(ListedPost listed) {
        return SameText.in(String.valueOf(items.get(0).get("content")), listed.content());
    }

    /** Media of the post itself, as they were sent. */
    List<Map<String, Object>> media() {
        return items.get(0).get("image") instanceof List<?> files
                ? JsonBody.readObjects(files)
                : List.of();
    }

    /** The comments, as they were sent. */
    List<Map<String, Object>> comments() {
        return items.subList(1, items.size());
    }
}
