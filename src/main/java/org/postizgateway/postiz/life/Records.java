package org.postizgateway.postiz.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Version;
import org.postizgateway.postiz.mapping.PostizDate;

/** What the ledger holds about the posts of a call; see {@code PostRecords}. */
final class Records {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static boolean isSame(Map<String, Object> record, Map<String, Object> request) {
        return record.get("request") instanceof Map<?, ?> sent
                && withoutGroup(JSON.valueToTree(sent))
                        .equals(withoutGroup(JSON.valueToTree(request)));
    }

    /** Each change of a text gives the post another group, also one that is made again. */
    private static JsonNode withoutGroup(JsonNode request) {
        for (JsonNode post : request.path("posts")) {
            ((ObjectNode) post).remove("group");
        }
        return request;
    }

    /** The date that a call gave a post. */
    static Optional<Instant> date(Map<String, Object> record) {
        return record.get("request") instanceof Map<?, ?> request
                ? PostizDate.parse(Objects.toString(request.get("date"), ""))
                : Optional.empty();
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
     * When a post was given its date by the same shift, so that a repeated call does not move it
     * twice. What is not known of a call whose answer was lost, is taken for the same shift.
     *
     * @param shift by which it is to be moved now
     * @param since calls before that are not repeated by this one
     * @return ISO 8601
     */
    Optional<String> shifted(ListedPost post, Duration shift, Instant since) {
        return of(post.id()).stream()
                .filter(record -> List.of("DONE", "UNKNOWN").contains(record.get("state")))
                .filter(Records::gaveADate)
                .findFirst()
                .filter(record -> record.get("tool").equals("reschedulePostTool"))
                .filter(record -> at(record).isAfter(since))
                .filter(record -> date(record).filter(to -> Change.isAt(post, to)).isPresent())
                .filter(
                        record ->
                                from(record)
                                        .map(from -> Change.isAt(post, from.plus(shift)))
                                        .orElseGet(() -> "UNKNOWN".equals(record.get("state"))))
                .map(record -> record.get("at").toString());
    }

    /** Not what stored the post anew at the date that it had, as an edit does. */
    private static boolean gaveADate(Map<String, Object> record) {
        return date(record).isPresent() && !date(record).equals(from(record));
    }

    private static Optional<Instant> from(Map<String, Object> record) {
        return record.get("result") instanceof Map<?, ?> result
                ? PostizDate.parse(Objects.toString(result.get("from"), ""))
                : Optional.empty();
    }

    /**
     * When this was the last change of its post, and has left it as it is now.
     *
     * @return ISO 8601
     */
    Optional<String> made(Change change) {
        return last(change, "DONE")
                .filter(
                        record ->
                                Change.version(record.get("result"))
                                        .filter(Version.of(change.post())::equals)
                                        .isPresent())
                .map(record -> record.get("at").toString());
    }

    /** Whether this was the last change of its post, and it is not known if it was made. */
    boolean isLeftOpen(Change change) {
        return last(change, "UNKNOWN").isPresent();
    }

    /** The last call about a post, if it is in that state and has made the same change. */
    private Optional<Map<String, Object>> last(Change change, String state) {
        return of(change.id()).stream()
                .filter(
                        record ->
                                List.of("RUNNING", "DONE", "UNKNOWN").contains(record.get("state")))
                .findFirst()
                .filter(record -> record.get("state").equals(state))
                .filter(record -> isSame(record, change.request()));
    }

    private static Instant at(Map<String, Object> record) {
        return Instant.parse(String.valueOf(record.get("at")));
    }

    private static Instant until(Map<String, Object> record) {
        return at(record).plus(UNSETTLED);
    }

    /**
     * Why a post is not changed now: an earlier change may be carried out after this one.
     *
     * @param request of the new change: the same change may be made again
     */
    Optional<String> unsettled(String postId, Map<String, Object> request, Instant now) {
        return of(postId).stream()
                .filter(record -> List.of("RUNNING", "UNKNOWN").contains(record.get("state")))
                .filter(record -> until(record).isAfter(now))
                .filter(record -> !isSame(record, request))
                .findFirst()
                .map(
                        record ->
                                "is being changed by "
                                        + record.get("tool")
                                        + " since "
                                        + record.get("at")
                                        + ": one request of it has no answer, and until "
                                        + until(record)
                                        + " it may yet be carried out and undo another change."
                                        + " Until then only that same call can be repeated; look"
                                        + " with postDetailTool, and wait for the rest.");
    }
}
