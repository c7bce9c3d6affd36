package org.postizgateway.postiz.life;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.life.thread.CarriedThread;
import org.postizgateway.postiz.platform.PlatformCatalog;

/**
 * The tool {@code deletePostTool}: {@link #plan} what is deleted, have a person {@link #agreed} to
 * it, and add to the result what it takes to create the posts again.
 */
public final class PostDeletion {

    private static final String AGAIN =
            "To create it again, call schedulePostTool with what it was in socialPost, and with"
                    + " allowDuplicate: true; without that it is refused as one that was created"
                    + " before.";

    private static final String CAPABILITIES = "CamelMcpClientCapabilities";
    private static final int SHOWN = 10;

    private final PlatformCatalog catalog;
    private final Clock clock;

    public PostDeletion(PlatformCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Sets the exchange property {@link PostChanges#CHANGES}.
     *
     * @throws InvalidInputException when one of the posts is not there or may not be deleted
     */
    public void plan(Exchange exchange) {
        Map<String, ListedPost> found = PostsById.in(exchange);
        Records records = Records.in(exchange);
        Plan plan = new Plan();
        for (String id : PostsById.ids(exchange)) {
            ListedPost post = found.get(id);
            Optional<Map<String, Object>> deletion = records.deletionOf(id);
            if (post != null) {
                plan.refuses(post, Margins.refusal(post, clock.instant()));
                plan.make(Change.delete(post));
            } else if (deletion.isPresent()) {
                plan.know(deletedBefore(id, deletion.get()));
            } else {
                plan.refuseUnknown(id);
            }
        }
        plan.accept("Nothing was deleted.", exchange);
    }

    private static Map<String, Object> deletedBefore(String id, Map<String, Object> deletion) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", id);
        result.put("status", "deleted");
        result.put("repeated", true);
        result.put("at", deletion.get("at"));
        return result;
    }

    /** Whether the caller has a person who can be asked. */
    public boolean canAsk(Exchange exchange) {
        return changes(exchange).size() > 0
                && exchange.getProperty(CAPABILITIES) instanceof Map<?, ?> capabilities
                && capabilities.get("elicitation") instanceof Map;
    }

    /** The question to that person. */
    public String question(Exchange exchange) {
        return "Delete from Postiz, for good, " + posts(changes(exchange)) + "?";
    }

    /**
     * @param answer {@code {action, content}} of the person
     * @throws InvalidInputException unless the person agreed
     */
    public void agreed(Map<String, Object> answer) {
        boolean agreed =
                "accept".equals(answer.get("action"))
                        && answer.get("content") instanceof Map<?, ?> content
                        && Boolean.TRUE.equals(content.get("delete"));
        if (!agreed) {
            throw new InvalidInputException(
                    "Nothing was deleted: the person did not agree. Ask before you try again.");
        }
    }

    /**
     * In place of a person who cannot be asked.
     *
     * @param confirm how many posts the caller means to delete; null when it does not say
     * @throws InvalidInputException unless that is how many there are
     */
    public void confirmed(Object confirm, Exchange exchange) {
        List<Change> changes = changes(exchange);
        boolean confirmed = confirm instanceof Number number && number.intValue() == changes.size();
        if (!changes.isEmpty() && !confirmed) {
            throw new InvalidInputException(
                    "Nothing was deleted yet. This deletes for good "
                            + posts(changes)
                            + ". If the user wants that, call again with confirm: "
                            + changes.size()
                            + ".");
        }
    }

    /** Adds to each deleted post what {@code schedulePostTool} takes to create it again. */
    public Map<String, Object> withContent(Map<String, Object> output, Exchange exchange) {
        Records records = Records.in(exchange);
        Map<String, Change> changes =
                changes(exchange).stream()
                        .collect(Collectors.toMap(Change::id, change -> change, (a, b) -> a));
        for (Object element : (List<?>) ((Map<?, ?>) output.get("output")).get("results")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> result = (Map<String, Object>) element;
            Change change = changes.get(result.get("id"));
            if (change != null) {
                CarriedThread thread = thread(change.post(), records);
                result.put("was", asNew(change.post(), thread));
                result.put(
                        "notices",
                        Stream.concat(Stream.of(AGAIN), StoredCheckup.lost(thread).stream())
                                .toList());
            }
        }
        return output;
    }

    private CarriedThread thread(ListedPost post, Records records) {
        return CarriedThread.of(post, records.of(post.id()), catalog.find(post.platform()));
    }

    /** As a draft where its date is past, for which nothing can be scheduled. */
    private Map<String, Object> asNew(ListedPost post, CarriedThread thread) {
        boolean draft = post.is("DRAFT") || post.date().isBefore(clock.instant());
        return StoredAsNew.of(post, thread, draft ? "draft" : "schedule");
    }

    private static String posts(List<Change> changes) {
        String named =
                changes.stream()
                        .limit(SHOWN)
                        .map(change -> change.post().described())
                        .collect(Collectors.joining("; "));
        String more = changes.size() > SHOWN ? " and " + (changes.size() - SHOWN) + " more" : "";
        return (changes.size() == 1 ? "1 post: " : changes.size() + " posts: ") + named + more;
    }

    @SuppressWarnings("unchecked")
    private static List<Change> changes(Exchange exchange) {
        return exchange.getProperty(PostChanges.CHANGES, List.class);
    }
}
