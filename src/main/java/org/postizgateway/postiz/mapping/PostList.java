package org.postizgateway.postiz.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/**
 * The tool {@code postsListTool} around {@code GET /posts} (contract, sections 2.4 and 3.4): {@link
 * #ask} before, {@link #answer} after. Postiz lists everything of a period at once; filters and
 * pages are made of that here.
 */
public final class PostList {

    /** Posts on a page. */
    static final int PAGE = 50;

    /** Exchange property with what a model reads in place of JSON. */
    static final String TEXT = "CamelMcpText";

    private static final List<String> COPIED_WHEN_PRESENT =
            List.of("releaseURL", "releaseId", "intervalInDays", "error", "attachments");

    /**
     * Sets the headers {@code startDate} and {@code endDate}, in UTC.
     *
     * @param exchange its body holds the arguments of the tool
     * @throws InvalidInputException when a date is none, or the end lies before the start
     */
    public void ask(Exchange exchange) {
        PostQuery query = PostQuery.of(JsonBody.readObject(exchange.getMessage().getBody()));
        exchange.setProperty(PostQuery.PROPERTY, query);
        exchange.getMessage().setHeader("startDate", PostizDate.format(query.start()));
        exchange.getMessage().setHeader("endDate", PostizDate.format(query.end()));
    }

    /**
     * The result of the tool: the channel flattened, settings as an object, dates with their {@code
     * Z}, oldest first. A repeating post, which Postiz lists once per occurrence and from its first
     * date on, is listed once with those in the period.
     *
     * @param exchange its body is the answer of Postiz
     */
    public Map<String, Object> answer(Exchange exchange) {
        PostQuery query = PostQuery.of(exchange);
        List<Map<String, Object>> posts = posts(exchange.getMessage().getBody(), query);
        int pages = Math.max(1, (posts.size() + PAGE - 1) / PAGE);
        List<Map<String, Object>> shown =
                posts.stream().skip((query.page() - 1L) * PAGE).limit(PAGE).toList();
        exchange.setProperty(TEXT, PostTable.of(shown, query, posts.size(), pages));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("posts", shown);
        output.put("total", posts.size());
        output.put("page", query.page());
        output.put("pages", pages);
        return Map.of("output", output);
    }

    private static List<Map<String, Object>> posts(Object answer, PostQuery query) {
        Map<String, List<Map<String, Object>>> byId =
                Listed.posts(answer).stream()
                        .filter(listed -> isAskedFor(listed, query))
                        .collect(
                                Collectors.groupingBy(
                                        post -> Listed.text(post, "id"),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Map<String, Object>> posts = new ArrayList<>();
        byId.values().forEach(occurrences -> posts.add(post(occurrences)));
        posts.sort(Comparator.comparing(post -> Listed.text(post, "publishDate")));
        return posts;
    }

    private static boolean isAskedFor(Map<String, Object> listed, PostQuery query) {
        Optional<Instant> date = PostizDate.parse(Listed.text(listed, "publishDate"));
        boolean inPeriod = !isRepeating(listed) || date.filter(query::covers).isPresent();
        return inPeriod
                && (query.state().isEmpty() || query.state().equals(Listed.text(listed, "state")))
                && (query.channel().isEmpty()
                        || query.channel().equals(Listed.text(Listed.integration(listed), "id")));
    }

    private static boolean isRepeating(Map<String, Object> listed) {
        return listed.get("intervalInDays") != null;
    }

    private static Map<String, Object> post(List<Map<String, Object>> occurrences) {
        Map<String, Object> listed = occurrences.get(0);
        List<String> dates =
                occurrences.stream()
                        .map(occurrence -> date(Listed.text(occurrence, "publishDate")))
                        .sorted()
                        .toList();
        Map<?, ?> integration = Listed.integration(listed);
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", Listed.text(listed, "id"));
        post.put("publishDate", dates.get(0));
        post.put("state", Listed.text(listed, "state"));
        post.put("content", Listed.text(listed, "content"));
        post.put("settings", Listed.settings(listed));
        post.put("group", Listed.text(listed, "group"));
        post.put("integrationId", Listed.text(integration, "id"));
        post.put("platform", Listed.text(integration, "providerIdentifier"));
        post.put("integrationName", Listed.text(integration, "name"));
        for (String key : COPIED_WHEN_PRESENT) {
            Optional.ofNullable(listed.get(key)).ifPresent(value -> post.put(key, value));
        }
        if (listed.get("tags") instanceof List<?> tags && !tags.isEmpty()) {
            post.put("tags", tags.stream().map(PostList::tag).toList());
        }
        if (isRepeating(listed)) {
            post.put("occurrences", dates);
        }
        return post;
    }

    private static String tag(Object element) {
        return element instanceof Map<?, ?> map && map.get("tag") instanceof Map<?, ?> tag
                ? Listed.text(tag, "name")
                : Objects.toString(element, "");
    }

    private static String date(String text) {
        return PostizDate.parse(text).map(PostizDate::format).orElse(text);
    }
}
