package org.postizgateway.postiz.life;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.FailureNotices;
import org.postizgateway.postiz.life.listed.FailureReason;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Version;
import org.postizgateway.postiz.life.thread.Attachments;
import org.postizgateway.postiz.life.thread.KnownThread;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;

/** The result of {@code postDetailTool}: what Postiz lists of a post and what the ledger knows. */
public final class PostDetail {

    private static final String CREATE = "schedulePostTool";

    private final PlatformCatalog catalog;

    public PostDetail(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /** Begins to look for the reason of a failure that the listing does not tell. */
    public void beginReasons(Exchange exchange) {
        FailureNotices.begin(PostsById.in(exchange).values(), exchange);
    }

    /**
     * @param records of the ledger about the post, newest first
     * @throws InvalidInputException when the caller has no such post
     */
    public Map<String, Object> answer(List<Map<String, Object>> records, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("id", post.id());
        output.put("integration", post.channel());
        output.put("channel", post.channelName());
        output.put("platform", post.platform());
        output.put("state", post.state());
        output.put("date", post.due());
        output.put("text", text(post));
        output.put("settings", post.settings());
        output.put("version", Version.of(post));
        post.interval().ifPresent(days -> output.put("repeatsEveryDays", days));
        if (!post.address().isEmpty()) {
            output.put("releaseURL", post.address());
        }
        failure(post, exchange).ifPresent(failure -> output.put("failure", failure));
        Optional<KnownThread> sent = KnownThread.of(post, records);
        output.put("thread", thread(post, sent));
        output.put("ledger", ledger(records));
        return Map.of("output", output);
    }

    private String text(ListedPost post) {
        return catalog.find(post.platform())
                .map(platform -> TextForm.of(platform, post.settings()))
                .map(form -> PublishedText.of(post.content(), form))
                .orElse(post.content());
    }

    private static Optional<Map<String, Object>> failure(ListedPost post, Exchange exchange) {
        if (!post.is("ERROR")) {
            return Optional.empty();
        }
        Optional<String> reason = FailureNotices.in(exchange).reason(post);
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("reason", reason.orElse("Postiz does not tell."));
        failure.put("means", FailureReason.of(reason.orElse("")).sentence());
        return Optional.of(failure);
    }

    /** Media and comments, which Postiz does not list, as far as the gateway has sent them. */
    private static Map<String, Object> thread(ListedPost post, Optional<KnownThread> sent) {
        Map<String, Object> thread = new LinkedHashMap<>();
        post.media()
                .map(List::<Object>copyOf)
                .or(() -> sent.map(known -> List.<Object>copyOf(known.media())))
                .ifPresent(media -> thread.put("attachments", media));
        sent.ifPresent(
                known -> {
                    thread.put(
                            "comments",
                            known.comments().stream().map(PostDetail::comment).toList());
                    if (!known.isStill(post)) {
                        thread.put(
                                "notice",
                                "The text was changed outside of the gateway since, so these may have"
                                        + " been as well.");
                    }
                });
        if (sent.isEmpty()) {
            thread.put(
                    "notice",
                    "Not created here, so that its comments"
                            + (post.media().isPresent() ? "" : " and media")
                            + " are not known; Postiz does not list them.");
        }
        return thread;
    }

    /** As {@code editPostTool} takes it: its text, or an object where it has media. */
    private static Object comment(Map<String, Object> item) {
        List<Map<String, Object>> media = KnownThread.media(item);
        return media.isEmpty()
                ? item.get("content")
                : Map.of("content", item.get("content"), "attachments", Attachments.of(media));
    }

    private static Map<String, Object> ledger(List<Map<String, Object>> records) {
        Map<String, Object> known = new LinkedHashMap<>();
        records.stream()
                .filter(record -> CREATE.equals(record.get("tool")))
                .filter(record -> Boolean.TRUE.equals(record.get("names")))
                .reduce((newer, older) -> older)
                .ifPresent(create -> known.put("created", shown(create)));
        List<Map<String, Object>> changes =
                records.stream()
                        .filter(record -> !CREATE.equals(record.get("tool")))
                        .map(PostDetail::shown)
                        .toList();
        known.put("changes", changes);
        return known;
    }

    private static Map<String, Object> shown(Map<String, Object> record) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String key : List.of("tool", "at", "state", "call")) {
            shown.put(key, record.get(key));
        }
        return shown;
    }
}
