package org.postizgateway.postiz.life.thread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.Platform.Comments;

/**
 * What has to be sent along when a post is stored anew, so that nothing of it is lost (contract of
 * the newer one, section 4.3).
 *
 * @param media of the post itself; empty when nobody knows them
 * @param comments elements of {@code value}; empty when nobody knows them
 */
public record CarriedThread(
        Optional<List<Map<String, Object>>> media, Optional<List<Map<String, Object>>> comments) {

    /**
     * @param records of the ledger about the post, newest first
     * @param platform of its channel, where the catalogue has it
     */
    public static CarriedThread of(
            ListedPost post, List<Map<String, Object>> records, Optional<Platform> platform) {
        Optional<KnownThread> known =
                KnownThread.of(post, records).filter(sent -> sent.isStill(post));
        boolean none = platform.filter(net -> net.comments() == Comments.NONE).isPresent();
        return new CarriedThread(
                media(post, known),
                known.map(KnownThread::comments)
                        .or(() -> none ? Optional.of(List.of()) : Optional.empty()));
    }

    /** As sent where they are still the same, because a listing does not tell descriptions. */
    private static Optional<List<Map<String, Object>>> media(
            ListedPost post, Optional<KnownThread> known) {
        Optional<List<Map<String, Object>>> sent = known.map(KnownThread::media);
        return sent.filter(
                        media ->
                                post.media()
                                        .map(CarriedThread::paths)
                                        .filter(listed -> !listed.equals(paths(media)))
                                        .isEmpty())
                .or(post::media);
    }

    private static List<String> paths(List<Map<String, Object>> media) {
        return media.stream().map(file -> Objects.toString(file.get("path"))).toList();
    }

    /** Media of the post and of its comments, as far as they are known. */
    public List<Map<String, Object>> allMedia() {
        List<Map<String, Object>> all = new ArrayList<>(media.orElse(List.of()));
        comments.orElse(List.of()).forEach(comment -> all.addAll(KnownThread.media(comment)));
        return all;
    }

    /** Why the post cannot be stored anew as it is; empty when all of it is known. */
    public Optional<String> refusal() {
        return refusal("Change it in Postiz itself, or replace it as a whole with editPostTool.");
    }

    /**
     * The same of a post that cannot be edited.
     *
     * @param advice what can be done with it
     */
    public Optional<String> refusal(String advice) {
        if (media.isPresent() && comments.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                "was created or edited outside of this gateway, and its "
                        + unknown()
                        + " are in no listing of Postiz: they would be lost. "
                        + advice);
    }

    /** What of it nobody knows, in words. */
    public String unknown() {
        return Stream.of(media.isEmpty() ? "media" : "", comments.isEmpty() ? "comments" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /**
     * Elements of {@code value} that keep the post as it is.
     *
     * @throws java.util.NoSuchElementException when not all of it is known
     */
    public List<Map<String, Object>> value(ListedPost post) {
        List<Map<String, Object>> value = new ArrayList<>();
        value.add(item(post.id(), markup(post.content()), media.orElseThrow()));
        value.addAll(comments.orElseThrow());
        return value;
    }

    static Map<String, Object> item(String id, Object content, Object media) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("content", content);
        item.put("image", media);
        return item;
    }

    /** Text without any tag is escaped once more each time it is stored (contract, 6.5). */
    private static String markup(String content) {
        return content.contains("<") ? content : "<p>" + content + "</p>";
    }
}
