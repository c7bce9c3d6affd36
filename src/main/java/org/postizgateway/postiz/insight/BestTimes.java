package org.postizgateway.postiz.insight;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.mapping.PostizDate;

/**
 * The tool {@code bestTimesTool}: when posts of a channel did best, from the figures of those that
 * it has published. Every post that is looked at costs a question to its network, so that there is
 * a limit to them, newest first, and to the time; what was answered is kept for an hour, and the
 * same call goes on from there.
 */
public final class BestTimes {

    private static final String STATE = "PostizBestTimes";
    private static final int DAYS = 90;
    private static final int POSTS = 25;

    /** Younger posts are still being read. */
    private static final Duration SETTLED = Duration.ofDays(2);

    private static final int FAILURES = 3;

    private final Analytics analytics;
    private final Clock clock;
    private final Duration patience;

    /**
     * @param patience for all questions together; none begins later, so that the call ends in time
     *     with what it has
     */
    public BestTimes(Analytics analytics, Clock clock, Duration patience) {
        this.analytics = analytics;
        this.clock = clock;
        this.patience = patience;
    }

    /** What a call has found so far. */
    private static final class State {

        private final String channel;
        private final ZoneId zone;
        private final Instant from;
        private final Instant to;
        private final int most;
        private final Optional<String> figure;
        private final Deque<ListedPost> left = new ArrayDeque<>();
        private final List<TimesOfDay.Counted> counted = new ArrayList<>();
        private int published;
        private int asked;
        private int empty;
        private int failed;
        private int failedInTurn;

        private State(Map<String, Object> arguments, Instant now) {
            this.channel = Objects.toString(arguments.get("integrationId"), "");
            this.zone = Arguments.zone(Arguments.text(arguments, "timeZone"));
            this.to = now.minus(SETTLED);
            this.from = now.minus(Duration.ofDays(Arguments.number(arguments, "days", DAYS)));
            this.most = Arguments.number(arguments, "posts", POSTS);
            this.figure =
                    Optional.ofNullable(arguments.get("figure"))
                            .map(Object::toString)
                            .map(String::strip)
                            .filter(name -> !name.isEmpty());
        }
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate} to the period that is looked at.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}
     * @throws InvalidInputException when there is no such channel or time zone
     */
    public void ask(Map<String, Object> arguments, Object integrations, Exchange exchange) {
        State state = new State(arguments, clock.instant());
        ChannelList.requireChannel(integrations, state.channel);
        exchange.setProperty(STATE, state);
        exchange.getMessage().setHeader("startDate", PostizDate.format(state.from));
        exchange.getMessage().setHeader("endDate", PostizDate.format(state.to));
    }

    /**
     * Keeps the posts that are looked at. Those that repeat are left out: their figures are of many
     * dates.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     */
    public void posts(Exchange exchange) {
        State state = state(exchange);
        List<ListedPost> published =
                ListedPost.of(exchange.getMessage().getBody()).values().stream()
                        .filter(post -> post.channel().equals(state.channel))
                        .filter(post -> post.is("PUBLISHED") && post.interval().isEmpty())
                        .filter(post -> !post.date().isAfter(state.to))
                        .sorted(Comparator.comparing(ListedPost::date).reversed())
                        .toList();
        state.published = published.size();
        published.stream().limit(state.most).forEach(state.left::add);
    }

    /** Whether another post is to be asked about, in time and of a network that answers. */
    public boolean wantsMore(Exchange exchange) {
        State state = state(exchange);
        return !state.left.isEmpty()
                && state.failedInTurn < FAILURES
                && exchange.getClock().elapsed() < patience.toMillis();
    }

    /** Prepares the question about the next post, as {@link Analytics} does. */
    public void next(Exchange exchange) {
        analytics.ask(state(exchange).left.element().id(), DAYS, exchange);
        if (!Boolean.TRUE.equals(exchange.getProperty(Analytics.KNOWN))) {
            state(exchange).asked++;
        }
    }

    /**
     * Adds the figures of the post.
     *
     * @param exchange its body is what {@link Analytics} tells
     */
    public void add(Exchange exchange) {
        State state = state(exchange);
        ListedPost post = state.left.remove();
        Map<String, Object> told =
                JsonBody.readObject(
                        JsonBody.readObject(exchange.getMessage().getBody()).get("output"));
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        for (Map<String, Object> figure : JsonBody.readObjects(told.get("figures"))) {
            sum(figure).ifPresent(sum -> figures.put(String.valueOf(figure.get("label")), sum));
        }
        state.failedInTurn = 0;
        if (figures.isEmpty()) {
            state.empty++;
        } else {
            state.counted.add(new TimesOfDay.Counted(post.date().atZone(state.zone), figures));
        }
    }

    /** Leaves the post out: its network, or Postiz, did not answer. */
    public void failed(Exchange exchange) {
        State state = state(exchange);
        state.left.remove();
        state.failed++;
        state.failedInTurn++;
    }

    /** Networks tell a figure as one number, or day by day. */
    private static Optional<BigDecimal> sum(Map<String, Object> figure) {
        return JsonBody.readObject(figure.get("byDate")).values().stream()
                .filter(Number.class::isInstance)
                .map(number -> new BigDecimal(number.toString()))
                .reduce(BigDecimal::add);
    }

    /** The result of the tool. */
    public Map<String, Object> answer(Exchange exchange) {
        State state = state(exchange);
        TimesOfDay times = TimesOfDay.of(state.counted, state.figure);
        Map<String, Object> posts = new LinkedHashMap<>();
        posts.put("published", state.published);
        posts.put("counted", times.posts());
        posts.put("withoutFigures", state.empty + state.counted.size() - times.posts());
        posts.put("notAnswered", state.failed);
        posts.put("notAsked", state.published - state.counted.size() - state.empty - state.failed);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("integrationId", state.channel);
        output.put("timeZone", state.zone.getId());
        output.put("from", PostizDate.format(state.from));
        output.put("to", PostizDate.format(state.to));
        output.put("posts", posts);
        output.put(
                "cost", state.asked + " questions to the network; figures are kept for an hour.");
        output.putAll(times.told());
        if (!state.left.isEmpty()) {
            output.put(
                    "incomplete",
                    state.failedInTurn < FAILURES
                            ? "The time was up. The same call again goes on from here."
                            : "The network did not answer several times. Try it again later.");
        }
        return Map.of("output", output);
    }

    private static State state(Exchange exchange) {
        return exchange.getProperty(STATE, State.class);
    }
}
