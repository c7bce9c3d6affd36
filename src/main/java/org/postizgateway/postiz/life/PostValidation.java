package org.postizgateway.postiz.life;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.platform.ContentLength;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.postiz.platform.PublishedText;
import org.postizgateway.postiz.platform.TextForm;
import org.postizgateway.postiz.preflight.Examination;
import org.postizgateway.postiz.preflight.finding.Problem;
import org.postizgateway.postiz.preflight.post.LengthLimit;
import org.postizgateway.postiz.preflight.post.PlannedPost;
import org.postizgateway.postiz.preflight.post.SocialPost;
import org.postizgateway.postiz.preflight.post.SocialPost.Item;
import org.postizgateway.postiz.recognition.SameText;

/**
 * Tells of each post of a call of {@code validatePostTool} what {@code schedulePostTool} would make
 * of it: {@link #window} before the posts around it are listed, {@link #report} after.
 */
public final class PostValidation {

    /** How far from its date the same post on the same channel counts as a duplicate. */
    private static final Duration AROUND = Duration.ofDays(7);

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx '('EEEE')'", Locale.ENGLISH);

    private final PlatformCatalog catalog;

    public PostValidation(PlatformCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate}; none when there is nothing to list.
     */
    public void window(Examination examined, Exchange exchange) {
        exchange.getMessage().removeHeaders("*Date");
        List<Instant> dates =
                examined.planned().stream()
                        .filter(post -> post.type() != SocialPost.Type.NOW)
                        .map(PlannedPost::date)
                        .sorted()
                        .toList();
        if (!dates.isEmpty()) {
            Instant first = dates.get(0).minus(AROUND);
            Instant last = dates.get(dates.size() - 1).plus(AROUND);
            exchange.getMessage().setHeader("startDate", PostizDate.format(first));
            exchange.getMessage().setHeader("endDate", PostizDate.format(last));
        }
    }

    /**
     * The result of the tool.
     *
     * @param listing answer of {@code GET /posts}; an empty map when nothing was listed
     * @param zone IANA name of the time zone in which dates are told beside UTC; null for none
     * @param requestsLeft that Postiz accepts now; empty while it has not told
     * @throws InvalidInputException when there is no such time zone
     */
    public Map<String, Object> report(
            Examination examined, Object listing, String zone, OptionalInt requestsLeft) {
        Optional<ZoneId> place = Optional.ofNullable(zone).map(Arguments::zone);
        Collection<ListedPost> existing = ListedPost.of(listing).values();
        Map<Integer, PlannedPost> planned = new LinkedHashMap<>();
        examined.planned().forEach(post -> planned.put(post.index(), post));
        List<Map<String, Object>> posts = new ArrayList<>();
        for (SocialPost post : examined.posts()) {
            posts.add(
                    planned.containsKey(post.index())
                            ? accepted(planned.get(post.index()), examined, existing, place)
                            : refused(post, examined));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("valid", examined.problems().isEmpty());
        output.put("posts", posts);
        List<String> ofCall =
                examined.problems().stream()
                        .filter(problem -> problem.index() < 0)
                        .map(Problem::sentence)
                        .toList();
        if (!ofCall.isEmpty()) {
            output.put("problems", ofCall);
        }
        output.put("requests", examined.requests().size());
        requestsLeft.ifPresent(left -> output.put("requestsLeft", left));
        return Map.of("output", output);
    }

    private static Map<String, Object> refused(SocialPost post, Examination examined) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("valid", false);
        item.put("integration", post.integrationId());
        item.put(
                "problems",
                examined.problems().stream()
                        .filter(problem -> problem.index() == post.index())
                        .map(problem -> (problem.field() + " " + problem.reason()).strip())
                        .toList());
        return item;
    }

    private Map<String, Object> accepted(
            PlannedPost post,
            Examination examined,
            Collection<ListedPost> existing,
            Optional<ZoneId> zone) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("valid", true);
        item.put("integration", post.channel().id());
        item.put("channel", post.channel().name());
        if (post.type() != SocialPost.Type.NOW) {
            item.put("date", PostizDate.format(post.date()));
            zone.ifPresent(place -> item.put("local", LOCAL.format(post.date().atZone(place))));
        }
        catalog.find(post.channel().platform())
                .ifPresent(platform -> item.put("items", items(post, platform, examined)));
        if (!post.notices().isEmpty()) {
            item.put("notices", post.notices());
        }
        List<Map<String, Object>> duplicates =
                existing.stream()
                        .filter(other -> isDuplicate(post, other))
                        .map(PostValidation::named)
                        .toList();
        if (!duplicates.isEmpty()) {
            item.put("duplicates", duplicates);
        }
        return item;
    }

    private static List<Map<String, Object>> items(
            PlannedPost post, Platform platform, Examination examined) {
        TextForm form = TextForm.of(platform, post.settings());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Item item : post.items()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("text", PublishedText.of(item.content(), form));
            shown.put("length", ContentLength.of(item.content(), platform));
            shown.put(
                    "limit",
                    LengthLimit.of(platform, post.settings(), item, examined.servedLimit(post))
                            .units());
            shown.put("unit", platform.lengthUnit().words());
            shown.put("attachments", item.attachments().size());
            items.add(shown);
        }
        return items;
    }

    private static boolean isDuplicate(PlannedPost post, ListedPost other) {
        return other.channel().equals(post.channel().id())
                && !other.date().isBefore(post.date().minus(AROUND))
                && !other.date().isAfter(post.date().plus(AROUND))
                && SameText.in(post.items().get(0).content(), other.content());
    }

    private static Map<String, Object> named(ListedPost post) {
        return Map.of("postId", post.id(), "date", post.due(), "state", post.state());
    }
}
