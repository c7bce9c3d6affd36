package org.postizgateway.postiz.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.insight.PlannedDates.Planned;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.life.listed.FailureNotices;
import org.postizgateway.postiz.life.listed.ListedPost;
import org.postizgateway.postiz.life.listed.Period;
import org.postizgateway.postiz.mapping.Arguments;
import org.postizgateway.postiz.mapping.ChannelList;
import org.postizgateway.postiz.mapping.PostizDate;
import org.postizgateway.postiz.preflight.post.Channel;

/**
 * The tool {@code deliveryReportTool}: what became of the posts that were due in a period, as
 * Postiz lists them and as the ledger expects them.
 */
public final class DeliveryReport {

    private static final String REPORT = "PostizDeliveryReport";
    private static final Duration BACK = Duration.ofDays(2);
    private static final int MOST = 100;

    private final Clock clock;

    public DeliveryReport(Clock clock) {
        this.clock = clock;
    }

    private record Report(
            Period period,
            String channel,
            Instant now,
            Map<String, ListedPost> listed,
            Map<String, Planned> planned) {}

    /**
     * Sets the headers {@code startDate} and {@code endDate}.
     *
     * @param arguments of the tool
     * @throws InvalidInputException when the period cannot be read, is empty or too long
     */
    public void ask(Map<String, Object> arguments, Exchange exchange) {
        Instant now = clock.instant();
        Period period = Period.of(arguments, now, BACK);
        String channel = Arguments.text(arguments, "integrationId");
        exchange.setProperty(REPORT, new Report(period, channel, now, Map.of(), Map.of()));
        period.list(exchange);
    }

    /**
     * Sets the exchange property {@code postIds} to those that the ledger expects in the period and
     * that are not listed there, and {@link PostsById#MISSING} to whether there are any.
     *
     * @param records of the ledger that name a post, newest first
     * @param exchange its body is the answer of {@code GET /posts}
     */
    public void compare(List<Map<String, Object>> records, Exchange exchange) {
        Report asked = report(exchange);
        Map<String, ListedPost> listed = ListedPost.of(exchange.getMessage().getBody());
        Map<String, Planned> planned = PlannedDates.of(records);
        List<String> missing =
                planned.entrySet().stream()
                        .filter(post -> asked.period().covers(post.getValue().date()))
                        .map(Map.Entry::getKey)
                        .filter(id -> !listed.containsKey(id))
                        .toList();
        exchange.setProperty(PostsById.IDS, missing);
        exchange.setProperty(PostsById.FOUND, new LinkedHashMap<String, ListedPost>());
        exchange.setProperty(
                REPORT, new Report(asked.period(), asked.channel(), asked.now(), listed, planned));
        exchange.setProperty(PostsById.MISSING, !missing.isEmpty());
    }

    /** Begins to look for reasons that the listing does not tell. */
    public void beginReasons(Exchange exchange) {
        FailureNotices.begin(report(exchange).listed().values(), exchange);
    }

    /**
     * The result of the tool.
     *
     * @param exchange its body is the answer of {@code GET /integrations}
     * @throws InvalidInputException when the caller has no such channel
     */
    public Map<String, Object> answer(Exchange exchange) {
        Report report = report(exchange);
        List<Channel> channels = Channel.listOf(exchange.getMessage().getBody());
        if (!report.channel().isEmpty()) {
            ChannelList.requireChannel(exchange.getMessage().getBody(), report.channel());
        }
        Map<String, Integer> counts = new TreeMap<>();
        List<Map<String, Object>> told = new ArrayList<>();
        FailureNotices notices = FailureNotices.in(exchange);
        for (ListedPost post : report.listed().values()) {
            if (!isWanted(post, report)) {
                continue;
            }
            Planned planned = report.planned().get(post.id());
            Fate fate = Telling.fate(post, planned, report.now());
            counts.merge(fate.word(), 1, Integer::sum);
            if (fate.isWorthTelling()) {
                told.add(Telling.listed(post, fate, planned, notices, channels));
            }
        }
        missing(exchange, report, channels)
                .forEach(
                        post -> {
                            counts.merge(String.valueOf(post.get("is")), 1, Integer::sum);
                            told.add(post);
                        });
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("from", PostizDate.format(report.period().from()));
        output.put("to", PostizDate.format(report.period().to()));
        output.put("counts", counts);
        output.put("posts", told.subList(0, Math.min(MOST, told.size())));
        if (counts.isEmpty()) {
            output.put("notice", "No post was due in this period.");
        } else if (told.size() > MOST) {
            output.put(
                    "notice",
                    "Only the first %d of %d are listed. Ask for a shorter period."
                            .formatted(MOST, told.size()));
        }
        return Map.of("output", output);
    }

    private static boolean isWanted(ListedPost post, Report report) {
        return report.channel().isEmpty() || report.channel().equals(post.channel());
    }

    /** Posts that the ledger expects: elsewhere in the listing, or gone. */
    private static List<Map<String, Object>> missing(
            Exchange exchange, Report report, List<Channel> channels) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (String id : PostsById.ids(exchange)) {
            ListedPost elsewhere = PostsById.in(exchange).get(id);
            Planned planned = report.planned().get(id);
            boolean otherChannel =
                    !report.channel().isEmpty() && !report.channel().equals(planned.channel());
            if (otherChannel || elsewhere != null && !Telling.isShifted(elsewhere, planned)) {
                continue;
            }
            told.add(
                    elsewhere == null
                            ? Telling.removed(id, planned)
                            : Telling.listed(
                                    elsewhere,
                                    Fate.SHIFTED,
                                    planned,
                                    FailureNotices.in(exchange),
                                    channels));
        }
        return told;
    }

    private static Report report(Exchange exchange) {
        return exchange.getProperty(REPORT, Report.class);
    }
}
