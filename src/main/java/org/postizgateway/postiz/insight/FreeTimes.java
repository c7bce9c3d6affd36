package org.postizgateway.postiz.insight;

import static org.postizgateway.postiz.mapping.Arguments.number;
import static org.postizgateway.postiz.mapping.Arguments.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Margins;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.preflight.PublishDate;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * The tool {@code findSlotTool}: the next times of day at which no post of a channel, or of a group
 * of channels, is near. Computed from the listing: Postiz's own search for a slot may never answer
 * (contract, section 3.4), and does not tell the posting times of a channel.
 */
public final class FreeTimes {

    private static final String QUERY = "PostizFreeTimes";
    private static final List<String> TIMES = List.of("09:00", "12:00", "15:00", "18:00");
    private static final Duration SEARCHED = Duration.ofDays(60);

    private final Clock clock;

    public FreeTimes(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param gap least time to another post
     */
    private record Query(
            List<Channel> channels,
            Instant from,
            ZoneId zone,
            Set<LocalTime> times,
            Duration gap,
            int count) {

        Instant end() {
            return from.plus(SEARCHED);
        }

        boolean has(ListedPost post) {
            return channels.stream().anyMatch(channel -> channel.id().equals(post.channel()));
        }
    }

    /**
     * Sets the headers {@code startDate} and {@code endDate} to the period that is searched.
     *
     * @param arguments of the tool
     * @param integrations answer of {@code GET /integrations}, of the group where one is named
     * @throws InvalidInputException when there is no such channel, or an argument cannot be read
     */
    public void ask(Map<String, Object> arguments, Object integrations, Exchange exchange) {
        Instant soonest = clock.instant().plus(Margins.BEFORE);
        ZoneId zone = zone(arguments);
        Instant from = PostizDate.argument(arguments, "from", zone).orElse(soonest);
        PublishDate.tooFar(from, soonest)
                .ifPresent(
                        reason -> {
                            throw new InvalidInputException("from " + reason + ". Check the year.");
                        });
        Query query =
                new Query(
                        channels(arguments, integrations),
                        from.isBefore(soonest) ? soonest : from,
                        zone,
                        times(arguments),
                        Duration.ofMinutes(number(arguments, "gapMinutes", 60)),
                        number(arguments, "count", 3));
        exchange.setProperty(QUERY, query);
        exchange.getMessage()
                .setHeader("startDate", PostizDate.format(query.from().minus(query.gap())));
        exchange.getMessage()
                .setHeader("endDate", PostizDate.format(query.end().plus(query.gap())));
    }

    /**
     * The result of the tool.
     *
     * @param exchange its body is the answer of {@code GET /posts}
     */
    public Map<String, Object> answer(Exchange exchange) {
        Query query = exchange.getProperty(QUERY, Query.class);
        TreeSet<Instant> taken = taken(exchange.getMessage().getBody(), query);
        List<Map<String, Object>> slots = new ArrayList<>();
        LocalDate day = query.from().atZone(query.zone()).toLocalDate();
        while (slots.size() < query.count()
                && day.atStartOfDay(query.zone()).toInstant().isBefore(query.end())) {
            for (LocalTime time : query.times()) {
                LocalDateTime local = day.atTime(time);
                // An hour that daylight saving skips is no time of that day.
                if (query.zone().getRules().getValidOffsets(local).isEmpty()) {
                    continue;
                }
                Instant slot = local.atZone(query.zone()).toInstant();
                if (slots.size() < query.count()
                        && !slot.isBefore(query.from())
                        && slot.isBefore(query.end())
                        && isFree(slot, taken, query.gap())) {
                    slots.add(
                            Map.of(
                                    "date",
                                    PostizDate.format(slot),
                                    "local",
                                    local.truncatedTo(ChronoUnit.MINUTES) + " " + query.zone()));
                }
            }
            day = day.plusDays(1);
        }
        List<String> notices = new ArrayList<>();
        query.channels().stream()
                .filter(Channel::disabled)
                .map(
                        channel ->
                                "The channel %s is disabled in Postiz, so nothing can be scheduled on it."
                                        .formatted(channel.name()))
                .forEach(notices::add);
        if (slots.size() < query.count()) {
            notices.add(
                    "No more times are free in the 60 days from %s."
                            .formatted(PostizDate.format(query.from())));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("slots", slots);
        if (!notices.isEmpty()) {
            output.put("notice", String.join(" ", notices));
        }
        return Map.of("output", output);
    }

    private static boolean isFree(Instant slot, TreeSet<Instant> taken, Duration gap) {
        return taken.subSet(slot.minus(gap), false, slot.plus(gap), false).isEmpty()
                && !taken.contains(slot);
    }

    /** Every occurrence counts, of drafts as well; what has failed takes no time. */
    private static TreeSet<Instant> taken(Object listing, Query query) {
        TreeSet<Instant> taken = new TreeSet<>();
        for (Map.Entry<Instant, ListedPost> listed : ListedPost.occurrences(listing)) {
            ListedPost post = listed.getValue();
            if (query.has(post) && !post.is("ERROR")) {
                taken.add(listed.getKey());
            }
        }
        return taken;
    }

    private static List<Channel> channels(Map<String, Object> arguments, Object integrations) {
        String wanted = text(arguments, "integrationId");
        List<Channel> channels =
                Channel.listOf(integrations).stream()
                        .filter(channel -> wanted.isEmpty() || wanted.equals(channel.id()))
                        .toList();
        if (channels.isEmpty()) {
            throw new InvalidInputException(
                    wanted.isEmpty()
                            ? "There is no channel in this group. Call groupList for the ids of groups."
                            : "integrationId " + ChannelList.UNKNOWN);
        }
        return channels;
    }

    private static ZoneId zone(Map<String, Object> arguments) {
        return Arguments.zone(Objects.toString(arguments.get("timeZone"), "UTC"));
    }

    private static Set<LocalTime> times(Map<String, Object> arguments) {
        Object given = arguments.get("times");
        List<?> texts = given instanceof List<?> list && !list.isEmpty() ? list : TIMES;
        Set<LocalTime> times = new TreeSet<>();
        for (Object text : texts) {
            try {
                times.add(LocalTime.parse(String.valueOf(text)));
            } catch (DateTimeParseException e) {
                throw new InvalidInputException("times must be times of day, such as 09:00.");
            }
        }
        return times;
    }
}
