package org.postizgateway.postiz.life.thread;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.postizgateway.postiz.recognition.SameText;

/**
 * The comments of a post, or the items of its thread, as an edit leaves them. A text that is given
 * for one keeps its media: each given comment takes the place of the one with the same words, the
 * others stand for those that are left in their order. Where it is open which media stay, the call
 * has to say so.
 */
public final class EditedComments {

    private static final int SHOWN = 40;

    private final Optional<List<Map<String, Object>>> known;
    private final List<Map<String, Object>> given;
    private final List<Optional<Map<String, Object>>> places;
    private final List<Map<String, Object>> left;

    /**
     * @param known elements of {@code value}; empty when nobody knows them
     * @param given a text, or {@code {content, attachments}}, for each comment
     */
    public EditedComments(Optional<List<Map<String, Object>>> known, List<?> given) {
        this.known = known;
        this.given = given.stream().map(EditedComments::element).toList();
        this.left = new ArrayList<>(known.orElse(List.of()));
        this.places = new ArrayList<>(this.given.stream().map(this::withSameText).toList());
        if (known.map(List::size).filter(size -> size == given.size()).isPresent()) {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).isEmpty()) {
                    places.set(i, Optional.of(left.remove(0)));
                }
            }
        }
    }

    private static Map<String, Object> element(Object given) {
        Map<String, Object> element = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((key, value) -> element.put(String.valueOf(key), value));
        } else {
            element.put("content", given);
        }
        return element;
    }

    private Optional<Map<String, Object>> withSameText(Map<String, Object> comment) {
        if (comment.get("content") == null) {
            return Optional.empty();
        }
        String text = comment.get("content").toString();
        Optional<Map<String, Object>> same =
                left.stream()
                        .filter(one -> SameText.in(text, Objects.toString(one.get("content"))))
                        .findFirst();
        same.ifPresent(one -> left.removeIf(other -> other == one));
        return same;
    }

    /**
     * Why they cannot be stored so, as when media would be lost without being named; empty when all
     * is clear.
     */
    public Optional<String> refusal() {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).containsKey("content")
                    && !(given.get(i).get("content") instanceof String)) {
                return Optional.of(
                        "is left as it is: comments[%d] must be a text, or {\"content\": text, \"attachments\": […]}."
                                .formatted(i));
            }
        }
        TreeSet<Integer> open = new TreeSet<>();
        for (int i = 0; i < given.size(); i++) {
            if (places.get(i).isEmpty() && !given.get(i).containsKey("attachments")) {
                open.add(i);
            }
        }
        if (open.isEmpty() || known.isPresent() && withMedia().isEmpty()) {
            return Optional.empty();
        }
        String why =
                known.isEmpty()
                        ? "was created or edited outside of this gateway, and Postiz does not list the"
                                + " media of its comments."
                        : "has "
                                + known.get().size()
                                + " comments and would have "
                                + given.size()
                                + ", so that it is open which keep their media.";
        return Optional.of(
                why
                        + " Give each comment whose text changes as {\"content\": text,"
                        + " \"attachments\": […]}, with [] for none: comments["
                        + String.join(", ", open.stream().map(String::valueOf).toList())
                        + "].");
    }

    private List<Map<String, Object>> withMedia() {
        return left.stream().filter(one -> !KnownThread.media(one).isEmpty()).toList();
    }

    /** Sentences on media that go with the comments that are no more. */
    public List<String> notices() {
        return withMedia().stream()
                .map(
                        one ->
                                "With the comment \"%s\" its %d attachments are gone."
                                        .formatted(shown(one), KnownThread.media(one).size()))
                .toList();
    }

    private static String shown(Map<String, Object> comment) {
        String text =
                Objects.toString(comment.get("content"), "").replaceAll("<[^>]*>", " ").strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /**
     * Elements of {@code postsAndComments}.
     *
     * @param format of the texts that name none of their own
     */
    public List<Map<String, Object>> items(Object format) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            Optional<Map<String, Object>> place = places.get(i);
            item.put("contentFormat", format);
            item.putAll(given.get(i));
            if (place.isPresent()) {
                List<Map<String, Object>> media = KnownThread.media(place.get());
                if (item.get("content") == null) {
                    item.put("content", place.get().get("content"));
                    item.put("contentFormat", "html");
                }
                item.put(
                        "attachments",
                        item.containsKey("attachments")
                                ? Attachments.completed(item.get("attachments"), media)
                                : Attachments.of(media));
            }
            items.add(item);
        }
        return items;
    }
}
