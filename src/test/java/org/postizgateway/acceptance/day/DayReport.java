package org.postizgateway.acceptance.day;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a day showed. */
final class DayReport {

    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int KILO = 1024;
    private static final int TOLD = 20;

    private final Map<String, Queue<Duration>> latencies = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> memory = new ConcurrentLinkedQueue<>();

    void took(Errand errand, Duration time) {
        latencies
                .computeIfAbsent(errand.kind().tool, tool -> new ConcurrentLinkedQueue<>())
                .add(time);
    }

    void count(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    void wrong(Errand errand, String why) {
        wrong.add(errand.kind().tool + " " + errand.marker() + ": " + why);
    }

    /** Notes how much memory a process holds now; nothing where the system does not tell. */
    void memoryOf(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (Files.exists(status)) {
            Matcher resident = RSS.matcher(Files.readString(status));
            memory.add(resident.find() ? resident.group(1) : "0");
        }
    }

    boolean isRight() {
        return wrong.isEmpty();
    }

    void print(PrintStream out) {
        out.printf("%-20s %8s %10s %10s%n", "tool", "results", "p50 ms", "p99 ms");
        for (String tool : Errand.Kind.tools()) {
            List<Duration> sorted =
                    latencies.getOrDefault(tool, new ConcurrentLinkedQueue<>()).stream()
                            .sorted()
                            .toList();
            if (!sorted.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "%-20s %8d %10.1f %10.1f%n",
                        tool,
                        sorted.size(),
                        percentile(sorted, 0.50),
                        percentile(sorted, 0.99));
            }
        }
        counts.forEach((what, count) -> out.printf("%s: %d%n", what, count.sum()));
        out.printf(
                "resident memory over the day, MB: %s%n",
                String.join(
                        " ",
                        memory.stream()
                                .map(kilobytes -> Long.toString(Long.parseLong(kilobytes) / KILO))
                                .toList()));
        out.printf("wrong answers: %d%n", wrong.size());
        wrong.stream().limit(TOLD).forEach(line -> out.println("  " + line));
    }

    private static double percentile(List<Duration> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size()))).toNanos()
                / 1e6;
    }
}
