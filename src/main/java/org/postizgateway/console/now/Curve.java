package org.postizgateway.console.now;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls per second over time as a line in an SVG of 300 by 60 units. */
public record Curve(List<Double> values) {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 60;
    private static final int STEPS = 60;

    /** The highest value. */
    public double highest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The newest value. */
    public double latest() {
        return values.isEmpty() ? 0 : values.get(values.size() - 1);
    }

    /** The attribute {@code points} of a {@code polyline}; the newest value is at the right. */
    public String points() {
        double top = Math.max(1, highest());
        int first = STEPS - values.size();
        return IntStream.range(0, values.size())
                .mapToObj(
                        i ->
                                String.format(
                                        Locale.ROOT,
                                        "%.1f,%.1f",
                                        (first + i + 1) * (double) WIDTH / STEPS,
                                        HEIGHT - 2 - values.get(i) / top * (HEIGHT - 4)))
                .collect(Collectors.joining(" "));
    }
}
