package org.postizgateway.postiz.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;

/** What the ledger holds about the posts of a call; see {@code PostRecords}. */
final class Records {

    /** Exchange property with them, a map of lists of maps by the id of the post. */
    static final String PROPERTY = "postRecords";

    /** For how long a change of unclear outcome may still be carried out. */
    private static final Duration UNSETTLED = Duration.ofMinutes(5);

    private final Map<String, Object> byPost;

    private Records(Map<String, Object> byPost) {
        this.byPost = byPost;
    }

    static Records in(Exchange exchange) {
        return new Records(JsonBody.readObject(exchange.getProperty(PROPERTY)));
    }

    private static boolean isSame(Map<String, Object> record, String field, Object value) {
        return record.get("request") instanceof Map<?, ?> request
                && value.equals(request.get(field));
    }

    /** The calls about a post, newest first. */
    List<Map<String, Object>> of(String postId) {
        return byPost.get(postId) instanceof List<?> records
                ? JsonBody.readObjects(records)
                : List.of();
    }

    /** The call by which a post was deleted, if it was. */
    Optional<Map<String, Object>> deletionOf(String postId) {
        return of(postId).stream()
                .filter(record -> record.get("tool").equals("deletePostTool"))
                .filter(record -> record.get("state").equals("DONE"))
                .findFirst();
    }

    /**
     * Why a post is not changed now: an earlier change may be carried out after this one.
     *
     * @param field of the request that says what a change is to come to
     * @param value of that field in the new change: the same change may be made again
     */
    Optional<String> unsettled(String postId, String field, Object value, Instant now) {
        return of(postId).stream()
                .filter(record -> !isSame(record, field, value))
                .filter(record -> List.of("RUNNING", "UNKNOWN").contains(record.get("state")))
                .filter(
                        record ->
                                Instant.parse(String.valueOf(record.get("at")))
                                        .plus(UNSETTLED)
                                        .isAfter(now))
                .findFirst()
                .map(
                        record ->
                                "is being changed by "
                                        + record.get("tool")
                                        + " since "
                                        + record.get("at")
                                        + ", and what became of that is not known yet. Repeat that"
                                        + " call, or look with postDetailTool and wait five minutes.");
    }
}
