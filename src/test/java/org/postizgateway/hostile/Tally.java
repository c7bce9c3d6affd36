package org.postizgateway.hostile;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What attackers were answered, and what they should not have been. */
final class Tally {

    /** Statuses of 500 and more that a caller may be told. */
    private static final Set<Integer> WELL_MEANT = Set.of(501, 503);

    private static final List<String> INSIDE =
            List.of("-32603,", "failed inside the server", "Exception", "org.postiz", "\tat ");

    private static final int MOST_COMPLAINTS = 20;

    private final Map<Attack, Map<String, AtomicInteger>> answers = new ConcurrentSkipListMap<>();
    private final Map<Attack, LongSummaryStatistics> made = new ConcurrentSkipListMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    void answered(Attack attack, int status, String body) {
        count(attack, String.valueOf(status));
        if (status >= 500 && !WELL_MEANT.contains(status)) {
            complain(attack + " was answered " + status + ": " + head(body));
        }
        INSIDE.stream()
                .filter(body::contains)
                .filter(word -> status < 500)
                .forEach(word -> complain(attack + " was told of the inside: " + head(body)));
    }

    /** The connection ended before there was an answer, as it may. */
    void hungUp(Attack attack) {
        count(attack, "hung up");
    }

    /** An attack was made, and took this long. */
    synchronized void made(Attack attack, Duration time) {
        made.computeIfAbsent(attack, any -> new LongSummaryStatistics()).accept(time.toMillis());
    }

    private void count(Attack attack, String what) {
        answers.computeIfAbsent(attack, any -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(what, any -> new AtomicInteger())
                .incrementAndGet();
    }

    private void complain(String sentence) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(sentence);
        }
    }

    List<String> complaints() {
        return complaints;
    }

    /** Attacks that were made. */
    Set<Attack> made() {
        return made.keySet();
    }

    /** How often an attack was made, how long it took, and which answers it got. */
    String of(Attack attack) {
        LongSummaryStatistics times = made.getOrDefault(attack, new LongSummaryStatistics());
        return "%s: %d times, %.0f ms, at most %d ms, answered %s"
                .formatted(
                        attack,
                        times.getCount(),
                        times.getAverage(),
                        times.getMax(),
                        answers.getOrDefault(attack, Map.of()));
    }

    private static String head(String body) {
        return body.substring(0, Math.min(300, body.length()));
    }
}
