package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.mapping.KeyValuePairs;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.post.SchedulePlan;
import org.postizgateway.postiz.recognition.SameText;

/**
 * The tool {@code editPostTool}: text, media, comments and settings of a draft or of a post that
 * waits. {@link #asSocialPost} puts what changes and what stays together, so that it is checked
 * like a new post, and {@link #plan} makes an {@code update} of it: the workflow reads the text
 * when the post is due.
 */
public final class PostEdit {

    private static final String TAG = "__type";

    private final KeyValuePairs pairs = new KeyValuePairs();
    private final PlatformCatalog catalog;
    private final Clock clock;

    public PostEdit(PlatformCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Arguments of {@code schedulePostTool} for the post as it will be.
     *
     * @param arguments of the tool; what is absent stays as it is
     * @throws InvalidInputException when there is nothing to change, the post may not be changed,
     *     or what stays is not known
     */
    public Map<String, Object> asSocialPost(Map<String, Object> arguments, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        Records records = Records.in(exchange);
        CarriedThread thread = carried(post, records);
        Refusals refusals = new Refusals();
        refusals.add(post, refusal(post, arguments).or(() -> lost(thread, arguments)));
        refusals.throwIfAny("Nothing was changed.");
        List<Map<String, Object>> media = thread.media().orElse(List.of());
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(main(post, media, arguments));
        items.addAll(comments(thread, arguments));
        Map<String, Object> settings = new LinkedHashMap<>(post.settings());
        settings.remove(TAG);
        settings.putAll(pairs.toMap("settings", arguments.get("settings")));
        Map<String, Object> social = new LinkedHashMap<>();
        social.put("integrationId", post.channel());
        social.put("type", post.is("DRAFT") ? "draft" : "schedule");
        social.put("date", post.due());
        social.put("postsAndComments", items);
        social.put("settings", settings);
        return Map.of("socialPost", List.of(social));
    }

    private CarriedThread carried(ListedPost post, Records records) {
        return CarriedThread.of(post, records.of(post.id()), catalog.find(post.platform()));
    }

    private Optional<String> refusal(ListedPost post, Map<String, Object> arguments) {
        Instant now = clock.instant();
        if (arguments.keySet().stream()
                .allMatch(name -> List.of("id", "version", "contentFormat").contains(name))) {
            throw new InvalidInputException(
                    "Nothing was changed: say what, with content, attachments, comments or settings.");
        }
        return Margins.refusal(post, now)
                .or(() -> Seen.changed(post, arguments))
                .or(
                        () ->
                                post.is("ERROR")
                                        ? Optional.of("has failed. Create it anew instead.")
                                        : Optional.empty());
    }

    /** Why something would be lost that the call does not replace. */
    private static Optional<String> lost(CarriedThread thread, Map<String, Object> arguments) {
        List<String> unknown = new ArrayList<>();
        if (thread.media().isEmpty() && !arguments.containsKey("attachments")) {
            unknown.add("attachments");
        }
        if (thread.comments().isEmpty() && !arguments.containsKey("comments")) {
            unknown.add("comments");
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "was created or edited outside of this gateway, and Postiz does not list its "
                                + String.join(" and ", unknown)
                                + ". So that they are not lost unnoticed, say what they are to be, with "
                                + String.join(" and ", unknown)
                                + " ([] for none).");
    }

    private static Map<String, Object> main(
            ListedPost post, List<Map<String, Object>> media, Map<String, Object> arguments) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (arguments.containsKey("content")) {
            item.put("content", arguments.get("content"));
            item.put("contentFormat", arguments.getOrDefault("contentFormat", "auto"));
        } else {
            item.put("content", post.content());
            item.put("contentFormat", "html");
        }
        item.put(
                "attachments",
                arguments.containsKey("attachments")
                        ? arguments.get("attachments")
                        : attachments(media));
        return item;
    }

    private static List<Map<String, Object>> comments(
            CarriedThread thread, Map<String, Object> arguments) {
        if (arguments.get("comments") instanceof List<?> given) {
            return given.stream()
                    .map(
                            text ->
                                    Map.<String, Object>of(
                                            "content",
                                            text,
                                            "contentFormat",
                                            arguments.getOrDefault("contentFormat", "auto")))
                    .toList();
        }
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Map<String, Object> comment : thread.comments().orElseThrow()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("content", comment.get("content"));
            item.put("contentFormat", "html");
            item.put("attachments", attachments(new KnownThread(List.of(comment)).media()));
            kept.add(item);
        }
        return kept;
    }

    private static List<Map<String, Object>> attachments(List<Map<String, Object>> media) {
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (Map<String, Object> file : media) {
            Map<String, Object> attachment = new LinkedHashMap<>();
            for (String key : List.of("path", "thumbnail", "alt")) {
                Optional.ofNullable(file.get(key)).ifPresent(value -> attachment.put(key, value));
            }
            attachments.add(attachment);
        }
        return attachments;
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}.
     *
     * @param plan of the post as it will be
     * @throws InvalidInputException when another change may yet be carried out after this one
     */
    public void plan(SchedulePlan plan, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        Map<String, Object> body = plan.requests().get(0).posts().get(0).body();
        Map<Object, Map<String, Object>> own = new HashMap<>();
        carried(post, Records.in(exchange))
                .media()
                .orElse(List.of())
                .forEach(file -> own.put(file.get("path"), file));
        List<Map<String, Object>> value = new ArrayList<>();
        for (Map<String, Object> item : JsonBody.readObjects(body.get("value"))) {
            value.add(withOwnMedia(item, own));
        }
        value.set(0, identified(post.id(), value.get(0)));
        String text = Objects.toString(value.get(0).get("content"));
        Map<String, Object> request =
                SaveRequest.of(
                        post,
                        "update",
                        post.date(),
                        value,
                        JsonBody.readObject(body.get("settings")));
        Refusals refusals = new Refusals();
        refusals.add(post, Records.in(exchange).unsettled(post.id(), request, clock.instant()));
        refusals.throwIfAny("Nothing was changed.");
        exchange.setProperty(
                PostChanges.CHANGES,
                List.of(
                        Change.save(
                                post,
                                request,
                                "edited",
                                post.date(),
                                after ->
                                        after.is(post.state())
                                                && Change.isAt(after, post.date())
                                                && !after.group().equals(post.group())
                                                && SameText.in(text, after.content()))));
    }

    private static Map<String, Object> identified(String id, Map<String, Object> item) {
        Map<String, Object> identified = new LinkedHashMap<>();
        identified.put("id", id);
        identified.putAll(item);
        return identified;
    }

    /** Media that stay keep the ids that Postiz knows them by. */
    private static Map<String, Object> withOwnMedia(
            Map<String, Object> item, Map<Object, Map<String, Object>> own) {
        Map<String, Object> kept = new LinkedHashMap<>(item);
        kept.put(
                "image",
                JsonBody.readObjects(item.get("image")).stream()
                        .map(file -> own.getOrDefault(file.get("path"), file))
                        .toList());
        return kept;
    }
}
