package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
import org.postizgateway.postiz.life.thread.Attachments;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.life.thread.EditedComments;
import org.postizgateway.postiz.mapping.KeyValuePairs;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.preflight.Examination;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.recognition.SameText;

/**
 * The tool {@code editPostTool}: text, media, comments and settings of a draft or of a post that
 * waits. {@link #asSocialPost} puts what changes and what stays together, so that it is checked
 * like a new post, and {@link #plan} makes an {@code update} of it: the workflow reads the text
 * when the post is due.
 */
public final class PostEdit {

    private static final String NOTHING = "Nothing was changed.";

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
        Plan plan = new Plan();
        plan.refuses(post, refusal(post, arguments).or(() -> lost(thread, arguments)));
        plan.throwIfRefused(NOTHING);
        List<Map<String, Object>> media = thread.media().orElse(List.of());
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(main(post, media, arguments));
        items.addAll(comments(thread, arguments));
        Map<String, Object> settings = StoredAsNew.settings(post);
        settings.putAll(pairs.toMap("settings", arguments.get("settings")));
        return StoredCheckup.arguments(
                List.of(StoredAsNew.of(post, items, settings, StoredAsNew.type(post))));
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
                .or(() -> post.is("ERROR") ? Optional.of(Margins.FAILED) : Optional.empty());
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
                ? arguments.containsKey("comments")
                        ? edited(thread, arguments).refusal()
                        : Optional.empty()
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
            item.put("contentFormat", format(arguments));
        } else {
            item.put("content", post.content());
            item.put("contentFormat", "html");
        }
        item.put(
                "attachments",
                arguments.containsKey("attachments")
                        ? Attachments.completed(arguments.get("attachments"), media)
                        : Attachments.of(media));
        return item;
    }

    private static List<Map<String, Object>> comments(
            CarriedThread thread, Map<String, Object> arguments) {
        return edited(thread, arguments).items(format(arguments));
    }

    /** Where no comments are given they stay, texts and media. */
    private static EditedComments edited(CarriedThread thread, Map<String, Object> arguments) {
        List<?> given =
                arguments.get("comments") instanceof List<?> named
                        ? named
                        : thread.comments().orElseThrow().stream().map(any -> Map.of()).toList();
        return new EditedComments(thread.comments(), given);
    }

    private static Object format(Map<String, Object> arguments) {
        return arguments.getOrDefault("contentFormat", "auto");
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}, or {@link PostChanges#KNOWN} when the
     * same call has made the change before.
     *
     * @param arguments of the tool
     * @param examined the post as it will be
     * @throws InvalidInputException when something is wrong with it, the post is another than the
     *     caller has read, or another change may yet be carried out after this one
     */
    public void plan(Map<String, Object> arguments, Examination examined, Exchange exchange) {
        EditProblems.throwIfAny(examined.problems());
        ListedPost post = PostsById.only(exchange);
        PlannedPost planned = examined.planned().get(0);
        Map<String, Object> body = planned.body();
        Records records = Records.in(exchange);
        CarriedThread thread = carried(post, records);
        List<Map<String, Object>> own = thread.allMedia();
        List<Map<String, Object>> value = new ArrayList<>();
        for (Map<String, Object> item : JsonBody.readObjects(body.get("value"))) {
            Map<String, Object> kept = new LinkedHashMap<>(item);
            kept.put("image", Attachments.kept(JsonBody.readObjects(item.get("image")), own));
            value.add(kept);
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
        Change change =
                Change.save(
                                post,
                                request,
                                "edited",
                                post.date(),
                                after -> isMade(post, text, after))
                        .noting(edited(thread, arguments).notices())
                        .noting(planned.notices());
        Plan plan = new Plan();
        plan.make(change, arguments, records, clock.instant());
        plan.accept(NOTHING, exchange);
    }

    /** Each save gives a post another group. */
    private static boolean isMade(ListedPost before, String text, ListedPost after) {
        return after.is(before.state())
                && Change.isAt(after, before.date())
                && !after.group().equals(before.group())
                && SameText.in(text, after.content());
    }

    private static Map<String, Object> identified(String id, Map<String, Object> item) {
        Map<String, Object> identified = new LinkedHashMap<>();
        identified.put("id", id);
        identified.putAll(item);
        return identified;
    }
}
