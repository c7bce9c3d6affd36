package org.postizgateway.postiz.life;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Version;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * One change of one post: what is sent, and how a listing shows that it was made.
 *
 * @param post as it was listed before
 * @param kind which operation of Postiz makes it
 * @param request body of that operation, from which the ledger tells changes from each other
 * @param status of the post in the answer of the tool once it is made
 * @param from begin of a period in which the post is listed before and after
 * @param to its end
 * @param made whether the post that is listed afterwards, if any, shows it
 * @param notices sentences on what is legal and may surprise, once it is made
 */
public record Change(
        ListedPost post,
        Kind kind,
        Map<String, Object> request,
        String status,
        Instant from,
        Instant to,
        Predicate<Optional<ListedPost>> made,
        List<String> notices) {

    /** Field of a result: the {@link Version} of the post once it is changed. */
    static final String VERSION = "version";

    /** Operation of Postiz. */
    public enum Kind {
        DELETE,
        DRAFT,
        SCHEDULE,
        SAVE
    }

    /** Id of the post. */
    public String id() {
        return post.id();
    }

    /**
     * The result that the ledger keeps, in the form in which it takes the request apart: one entry
     * for each of {@code posts}. {@code from} is the date that the post had (ISO 8601).
     *
     * @param after the post as it is listed after the change; empty when it is not
     */
    Object result(Optional<ListedPost> after) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("postId", id());
        result.put("integration", post.channel());
        result.put("from", PostizDate.format(post.date()));
        after.ifPresent(changed -> result.put(VERSION, Version.of(changed)));
        return kind == Kind.SAVE ? List.of(result) : result;
    }

    /**
     * The version that the post has after the change; empty when it was not looked at or is gone.
     *
     * @param result of {@link #result}, as the ledger gives it back
     */
    static Optional<Object> version(Object result) {
        Object ofPost = result instanceof List<?> list && !list.isEmpty() ? list.get(0) : result;
        return ofPost instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get(VERSION))
                : Optional.empty();
    }

    /** The same with more notices. */
    Change noting(List<String> more) {
        List<String> all = Stream.concat(notices.stream(), more.stream()).distinct().toList();
        return new Change(post, kind, request, status, from, to, made, all);
    }

    static Change delete(ListedPost post) {
        return new Change(
                post,
                Kind.DELETE,
                Map.of("id", post.id(), "delete", true),
                "deleted",
                post.date(),
                post.date(),
                Optional::isEmpty,
                List.of());
    }

    static Change draft(ListedPost post) {
        return status(post, Kind.DRAFT, "draft", "DRAFT");
    }

    static Change schedule(ListedPost post) {
        return status(post, Kind.SCHEDULE, "schedule", "QUEUE");
    }

    private static Change status(ListedPost post, Kind kind, String wire, String state) {
        return new Change(
                post,
                kind,
                Map.of("id", post.id(), "status", wire),
                kind == Kind.DRAFT ? "draft" : "scheduled",
                post.date(),
                post.date(),
                listed -> listed.filter(after -> after.is(state)).isPresent(),
                List.of());
    }

    /**
     * The post stored anew under its id.
     *
     * @param request body of {@code POST /posts}
     * @param date that the post has afterwards
     */
    static Change save(
            ListedPost post,
            Map<String, Object> request,
            String status,
            Instant date,
            Predicate<ListedPost> made) {
        Instant from = date.isBefore(post.date()) ? date : post.date();
        Instant to = date.isBefore(post.date()) ? post.date() : date;
        return new Change(
                post,
                Kind.SAVE,
                request,
                status,
                from,
                to,
                listed -> listed.filter(made).isPresent(),
                List.of());
    }

    /** Whether a listed date is the wanted one: Postiz keeps minutes or seconds. */
    static boolean isAt(ListedPost listed, Instant date) {
        return Objects.equals(minute(listed.date()), minute(date));
    }

    private static String minute(Instant date) {
        return PostizDate.format(date).substring(0, "yyyy-MM-ddTHH:mm".length());
    }
}
