package org.postizgateway.postiz.preflight.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.content.document.ContentFormat;
import org.postizgateway.postiz.mapping.KeyValuePairs;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.SocialPost.Attachment;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.preflight.post.SocialPost.Type;

/**
 * Reads the arguments of {@code schedulePostTool} (contract, section 2.4) and what clients send
 * instead: lists as JSON text or as their only element, content without an object around it,
 * settings as an object, and anything that has a default left out.
 */
public final class SocialPostReader {

    private static final String SETTINGS_TAG = "__type";

    /** Position of what concerns the whole list. */
    private static final int WHOLE_LIST = -1;

    private static final int MAX_POSTS = 100;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_ATTACHMENTS = 35;
    private static final int MAX_SETTINGS = 100;

    /** An id means nothing here: what is created gets one from Postiz. */
    private static final Set<String> ITEM_FIELDS =
            Set.of("content", "contentFormat", "attachments", "id");

    /** What is taken of a media object, and what else is in one as Postiz returns it. */
    private static final Set<String> MEDIA_FIELDS =
            Set.of("path", "url", "thumbnail", "alt", "id", "name", "originalName");

    private static final Set<String> POST_FIELDS =
            Set.of(
                    "integrationId",
                    "isPremium",
                    "date",
                    "shortLink",
                    "type",
                    "postsAndComments",
                    "settings");

    private final KeyValuePairs pairs = new KeyValuePairs();
    private final List<Problem> problems = new ArrayList<>();
    private final List<SocialPost> all = new ArrayList<>();
    private final List<SocialPost> unreadable = new ArrayList<>();
    private ContentFormat format = ContentFormat.AUTO;

    /** What could not be read so far. */
    public List<Problem> problems() {
        return problems;
    }

    /** Every element of the list, in its order, with what could be read of it. */
    public List<SocialPost> all() {
        return all;
    }

    /** Posts of which a part could not be read, with what could. */
    public List<SocialPost> unreadable() {
        return unreadable;
    }

    /** Whether a part of a post could not be read, so that nothing can be said of what is in it. */
    public boolean isUnreadable(int index, String field) {
        return problems.stream()
                .filter(problem -> problem.index() == index)
                .anyMatch(problem -> part(problem.field()).equals(part(field)));
    }

    /** Settings that cannot be read at all are told of the post as a whole. */
    private static String part(String field) {
        return field.isEmpty() ? "settings" : field.replaceFirst("[.\\[].*", "");
    }

    /** The posts that can be read; the others leave problems. */
    public List<SocialPost> read(Map<String, Object> arguments) {
        format = format(arguments.get("contentFormat"), WHOLE_LIST, "contentFormat");
        List<?> elements = LenientList.of(arguments.get("socialPost"));
        if (elements.isEmpty()) {
            problems.add(new Problem(WHOLE_LIST, "", "socialPost", "must hold at least one post."));
        }
        if (elements.size() > MAX_POSTS) {
            problems.add(
                    new Problem(
                            WHOLE_LIST,
                            "",
                            "socialPost",
                            "must hold at most "
                                    + MAX_POSTS
                                    + " posts; it holds "
                                    + elements.size()
                                    + ". Make several calls of it."));
            return List.of();
        }
        List<SocialPost> posts = new ArrayList<>();
        for (int index = 0; index < elements.size(); index++) {
            if (elements.get(index) instanceof Map<?, ?> element) {
                post(index, element).ifPresent(posts::add);
            } else {
                all.add(SocialPost.empty(index));
                report(
                        index,
                        "",
                        "must be an object with integrationId, date, type and"
                                + " postsAndComments.");
            }
        }
        return posts;
    }

    private Optional<SocialPost> post(int index, Map<?, ?> element) {
        int before = problems.size();
        refuseUnknown(
                index,
                "",
                element,
                POST_FIELDS,
                "integrationId, type, date, postsAndComments, settings, isPremium and shortLink");
        String integrationId = Objects.toString(element.get("integrationId"), "").strip();
        if (integrationId.isEmpty()) {
            report(
                    index,
                    "integrationId",
                    "is required: the id of a channel from integrationList.");
        }
        flag(index, "isPremium", element.get("isPremium"));
        SocialPost post =
                new SocialPost(
                        index,
                        integrationId,
                        Objects.toString(element.get("date"), "").strip(),
                        flag(index, "shortLink", element.get("shortLink")),
                        type(index, element.get("type")),
                        items(index, element.get("postsAndComments")),
                        settings(index, element.get("settings")));
        all.add(post);
        if (problems.size() == before) {
            return Optional.of(post);
        }
        unreadable.add(post);
        return Optional.empty();
    }

    private Type type(int index, Object value) {
        Optional<Type> type = Type.of(Objects.toString(value, ""));
        if (type.isEmpty()) {
            report(index, "type", "must be one of draft, schedule, now.");
        }
        return type.orElse(Type.DRAFT);
    }

    private boolean flag(int index, String field, Object value) {
        String written = Objects.toString(value, "false").toLowerCase(Locale.ROOT);
        if (!written.equals("true") && !written.equals("false")) {
            report(index, field, "must be true or false.");
        }
        return written.equals("true");
    }

    private Map<String, Object> settings(int index, Object value) {
        atMost(MAX_SETTINGS, index, "settings", LenientList.of(value));
        try {
            Map<String, Object> settings = pairs.toMap("settings", value);
            settings.remove(SETTINGS_TAG);
            return settings;
        } catch (InvalidInputException e) {
            report(index, "", e.getMessage());
            return Map.of();
        }
    }

    private List<Item> items(int index, Object value) {
        List<?> elements = LenientList.of(value);
        if (elements.isEmpty()) {
            report(index, "postsAndComments", "must hold at least the post itself.");
        }
        atMost(MAX_ITEMS, index, "postsAndComments", elements);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            items.add(item(index, "postsAndComments[" + i + "]", elements.get(i)));
        }
        return items;
    }

    private Item item(int index, String field, Object element) {
        if (element instanceof String content) {
            return new Item(content, format, List.of());
        }
        if (!(element instanceof Map<?, ?> map)) {
            report(index, field, "must be an object with content and attachments.");
            return new Item("", List.of());
        }
        refuseUnknown(
                index, field + ".", map, ITEM_FIELDS, "content, contentFormat and attachments");
        Object content = map.get("content");
        if (content instanceof Map || content instanceof List) {
            report(index, field + ".content", "must be a text.");
        }
        List<Attachment> attachments = new ArrayList<>();
        List<?> media = LenientList.of(map.get("attachments"));
        atMost(MAX_ATTACHMENTS, index, field + ".attachments", media);
        for (int i = 0; i < media.size(); i++) {
            attachment(index, field + ".attachments[" + i + "]", media.get(i))
                    .ifPresent(attachments::add);
        }
        ContentFormat own = format(map.get("contentFormat"), index, field + ".contentFormat");
        return new Item(Objects.toString(content, ""), own, attachments);
    }

    private ContentFormat format(Object value, int index, String field) {
        if (value == null) {
            return format;
        }
        Optional<ContentFormat> format = ContentFormat.of(value.toString());
        if (format.isEmpty()) {
            report(index, field, "must be one of auto, plain, markdown, html.");
        }
        return format.orElse(ContentFormat.AUTO);
    }

    /** A field that is not known would be lost: tags of a post, an image under another name. */
    private void refuseUnknown(
            int index, String parent, Map<?, ?> object, Set<String> known, String named) {
        object.forEach(
                (key, value) -> {
                    if (value != null && !known.contains(key)) {
                        report(index, parent + key, "is not known: there are " + named + ".");
                    }
                });
    }

    private Optional<Attachment> attachment(int index, String field, Object element) {
        if (element instanceof String path && !path.stripLeading().startsWith("{")) {
            return Optional.of(new Attachment(path.strip(), "", ""));
        }
        Object read = element instanceof String text ? LenientList.json(text) : element;
        if (read instanceof Map<?, ?> media) {
            refuseUnknown(index, field + ".", media, MEDIA_FIELDS, "path, thumbnail and alt");
            Object path = media.get("path") == null ? media.get("url") : media.get("path");
            if (path instanceof String text) {
                return Optional.of(
                        new Attachment(
                                text.strip(),
                                Objects.toString(media.get("thumbnail"), "").strip(),
                                Objects.toString(media.get("alt"), "")));
            }
        }
        report(
                index,
                field,
                "must be the address of a file, as the path from uploadFromUrlTool, or an object"
                        + " {\"path\": address, \"thumbnail\": address of a picture, \"alt\": text}.");
        return Optional.empty();
    }

    private void atMost(int most, int index, String field, List<?> elements) {
        if (elements.size() > most) {
            report(index, field, "must have " + most + " elements at most.");
        }
    }

    private void report(int index, String field, String reason) {
        problems.add(new Problem(index, "", field, reason));
    }
}
