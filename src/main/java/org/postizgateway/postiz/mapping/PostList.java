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
import org.postizgateway.postiz.json.NotJsonException;

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
                JsonBody.readObjects(JsonBody.readObject(answer).get("posts")).stream()
                        .filter(listed -> isAskedFor(listed, query))
                        .collect(
                                Collectors.groupingBy(
                                        post -> text(post, "id"),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Map<String, Object>> posts = new ArrayList<>();
        byId.values().forEach(occurrences -> posts.add(post(occurrences)));
        posts.sort(Comparator.comparing(post -> text(post, "publishDate")));
        return posts;
    }

    private static boolean isAskedFor(Map<String, Object> listed, PostQuery query) {
        Optional<Instant> date = PostizDate.parse(text(listed, "publishDate"));
        boolean inPeriod = !isRepeating(listed) || date.filter(query::covers).isPresent();
        return inPeriod
                && (query.state().isEmpty() || query.state().equals(text(listed, "state")))
                && (query.channel().isEmpty()
                        || query.channel().equals(text(integration(listed), "id")));
    }

    private static boolean isRepeating(Map<String, Object> listed) {
        return listed.get("intervalInDays") != null;
    }

    private static Map<String, Object> post(List<Map<String, Object>> occurrences) {
        Map<String, Object> listed = occurrences.get(0);
        List<String> dates =
                occurrences.stream()
                        .map(occurrence -> date(text(occurrence, "publishDate")))
                        .sorted()
                        .toList();
        Map<?, ?> integration = integration(listed);
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", text(listed, "id"));
        post.put("publishDate", dates.get(0));
        post.put("state", text(listed, "state"));
        post.put("content", text(listed, "content"));
        post.put("settings", settings(listed.get("settings")));
        post.put("group", text(listed, "group"));
        post.put("integrationId", text(integration, "id"));
        post.put("platform", text(integration, "providerIdentifier"));
        post.put("integrationName", text(integration, "name"));
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

    private static Map<?, ?> integration(Map<String, Object> listed) {
        return listed.get("integration") instanceof Map<?, ?> channel ? channel : Map.of();
    }

    private static String tag(Object element) {
        return element instanceof Map<?, ?> map && map.get("tag") instanceof Map<?, ?> tag
                ? text(tag, "name")
                : Objects.toString(element, "");
    }

    private static Map<String, Object> settings(Object settings) {
        try {
            return JsonBody.readObject(settings);
        } catch (NotJsonException e) {
            return Map.of();
        }
    }

    private static String date(String text) {
        return PostizDate.parse(text).map(PostizDate::format).orElse(text);
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.toString(map.get(key), "");
    }
}
