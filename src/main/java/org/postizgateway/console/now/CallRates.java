package org.postizgateway.console.now;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How many calls each tool has now and how long they take, from the timer {@code mcp.tool.calls} of
 * this replica. A meter only grows; so its state is noted every few seconds, and the difference
 * tells of the time in between.
 */
public final class CallRates {

    /** How often {@link #note} is called. */
    public static final Duration STEP = Duration.ofSeconds(5);

    /** What {@link #tools} tells of. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MOST_NOTES = (int) WINDOW.dividedBy(STEP) + 1;

    private final MeterRegistry registry;
    private final Clock clock;
    private final Deque<Note> notes = new ArrayDeque<>();

    private record Series(String tool, String outcome) {}

    private record Note(Instant at, Map<Series, Buckets> calls) {

        long count() {
            return calls.values().stream().mapToLong(Buckets::count).sum();
        }
    }

    public CallRates(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        note();
    }

    /** Notes the state of the meters. */
    public void note() {
        Note now = read();
        synchronized (notes) {
            notes.addLast(now);
            while (notes.size() > MOST_NOTES) {
                notes.removeFirst();
            }
        }
    }

    private Note read() {
        Map<Series, Buckets> calls = new HashMap<>();
        for (Timer timer : registry.find("mcp.tool.calls").timers()) {
            HistogramSnapshot snapshot = timer.takeSnapshot();
            CountAtBucket[] counts = snapshot.histogramCounts();
            double[] bounds = new double[counts.length];
            long[] below = new long[counts.length];
            for (int i = 0; i < counts.length; i++) {
                bounds[i] = counts[i].bucket(TimeUnit.SECONDS);
                below[i] = (long) counts[i].count();
            }
            calls.put(
                    new Series(timer.getId().getTag("tool"), timer.getId().getTag("outcome")),
                    new Buckets(snapshot.count(), bounds, below));
        }
        return new Note(clock.instant(), calls);
    }

    private Note oldest() {
        synchronized (notes) {
            return notes.getFirst();
        }
    }

    /** The tools that were called within {@link #WINDOW}, by name. */
    public List<ToolRate> tools() {
        Note from = oldest();
        Note now = read();
        double seconds = seconds(from.at(), now.at());
        Map<String, Map<String, Buckets>> byTool = new TreeMap<>();
        now.calls()
                .forEach(
                        (series, buckets) -> {
                            Buckets fresh = buckets.since(from.calls().get(series));
                            if (fresh.count() > 0) {
                                byTool.computeIfAbsent(series.tool(), t -> new TreeMap<>())
                                        .put(series.outcome(), fresh);
                            }
                        });
        List<ToolRate> tools = new ArrayList<>();
        byTool.forEach((tool, outcomes) -> tools.add(ToolRate.of(tool, outcomes, seconds)));
        return tools;
    }

    /** Calls per second of all tools in each {@link #STEP} of the window, the oldest first. */
    public List<Double> perSecond() {
        List<Note> all;
        synchronized (notes) {
            all = new ArrayList<>(notes);
        }
        List<Double> rates = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            double calls = all.get(i).count() - all.get(i - 1).count();
            rates.add(Math.max(0, calls / seconds(all.get(i - 1).at(), all.get(i).at())));
        }
        return rates;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
