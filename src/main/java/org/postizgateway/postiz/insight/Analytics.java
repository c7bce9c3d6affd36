package org.postizgateway.postiz.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * The tools {@code channelAnalyticsTool} and {@code postAnalyticsTool}: figures as a network counts
 * them (contract of the newer one, section 6). Postiz asks the network about a post at every call,
 * so figures are kept for an hour. What Postiz has no figures of, it does not tell apart from a
 * network that failed.
 */
public final class Analytics {

    private static final Duration KEPT = Duration.ofHours(1);

    /** Points of all figures together. */
    private static final int MOST_KEPT = 50_000;

    /** Exchange property: whether Postiz need not be asked. */
    static final String KNOWN = "PostizKnowsFigures";

    private static final String QUERY = "PostizAnalyticsQuery";

    private final Cache<Query, Map<String, Object>> kept =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .weigher((Query query, Map<String, Object> result) -> points(result))
                    .maximumWeight(MOST_KEPT)
                    .executor(Runnable::run)
                    .build();

    /**
     * @param tenant keyed hash of the credential
     */
    private record Query(String tenant, String id, int days) {}

    /**
     * Sets the headers of the call about a channel; where its figures are kept, they are the body
     * and the exchange property {@link #KNOWN} is true.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @throws InvalidInputException when the caller has no such channel
     */
    public void ofChannel(Map<String, Object> arguments, Object integrations, Exchange exchange) {
        String id = Objects.toString(arguments.get("integrationId"), "");
        ChannelList.requireChannel(integrations, id);
        ask(id, days(arguments), exchange);
    }

    /**
     * The same of the post that {@link PostsById} found.
     *
     * @param arguments of the tool
     * @throws InvalidInputException when the caller has no such post, or it is not published
     */
    public void ofPost(Map<String, Object> arguments, Exchange exchange) {
        ListedPost post = PostsById.only(exchange);
        if (!post.is("PUBLISHED")) {
            throw new InvalidInputException(
                    "Post %s on %s is not published, so nothing is counted: it is %s, for %s."
                            .formatted(
                                    post.id(),
                                    post.channelName(),
                                    post.state(),
                                    PostizDate.format(post.date())));
        }
        ask(post.id(), days(arguments), exchange);
    }

    private static int days(Map<String, Object> arguments) {
        return Arguments.number(arguments, "days", 7);
    }

    /**
     * The same of a channel or post that is known to be the caller's.
     *
     * @param days how far back
     */
    void ask(String id, int days, Exchange exchange) {
        Query query = new Query(exchange.getProperty("PostizTenant", "", String.class), id, days);
        exchange.setProperty(QUERY, query);
        exchange.getMessage().setHeader("id", id);
        exchange.getMessage().setHeader("date", days);
        Map<String, Object> figures = kept.getIfPresent(query);
        exchange.setProperty(KNOWN, figures != null);
        if (figures != null) {
            exchange.getMessage().setBody(figures);
        }
    }

    private static int points(Map<String, Object> result) {
        return JsonBody.readObjects(((Map<?, ?>) result.get("output")).get("figures")).stream()
                .mapToInt(figure -> 1 + ((Map<?, ?>) figure.get("byDate")).size())
                .sum();
    }

    /**
     * The result of either tool.
     *
     * @param exchange its body is the answer of {@code GET /analytics}
     */
    public Map<String, Object> answer(Exchange exchange) {
        Query query = exchange.getProperty(QUERY, Query.class);
        Object answer = exchange.getMessage().getBody();
        boolean missing = answer instanceof Map<?, ?> map && map.containsKey("missing");
        List<Map<String, Object>> figures = new ArrayList<>();
        if (!missing) {
            JsonBody.readObjects(answer).forEach(figure -> figures.add(figure(figure)));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("id", query.id());
        output.put("days", query.days());
        output.put("figures", figures);
        output.put("notice", notice(missing, figures.isEmpty()));
        Map<String, Object> result = Map.of("output", output);
        if (!figures.isEmpty()) {
            kept.put(query, result);
        }
        return result;
    }

    private static String notice(boolean missing, boolean none) {
        if (missing) {
            return "Postiz does not know under which id the network has this post; it can be set in"
                    + " Postiz itself.";
        }
        return none
                ? "None or unsupported: the network counts nothing here, has nothing yet, or did not"
                        + " answer. Postiz does not tell which."
                : "Up to an hour old; the last day may be incomplete.";
    }

    private static Map<String, Object> figure(Map<String, Object> listed) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("label", Objects.toString(listed.get("label"), ""));
        figure.put("percentageChange", listed.get("percentageChange"));
        Map<String, Object> byDate = new LinkedHashMap<>();
        JsonBody.readObjects(listed.get("data"))
                .forEach(
                        point ->
                                byDate.put(
                                        Objects.toString(point.get("date"), ""),
                                        number(point.get("total"))));
        figure.put("byDate", byDate);
        return figure;
    }

    /** Most networks' numbers come as text. */
    private static Object number(Object total) {
        try {
            return total instanceof String text ? new BigDecimal(text.strip()) : total;
        } catch (NumberFormatException e) {
            return total;
        }
    }
}
