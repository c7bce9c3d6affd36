package org.postizgateway.bench;

import java.util.Arrays;

/** Collects latencies in nanoseconds. */
final class Latencies {

    private long[] values = new long[1 << 16];
    private int size;

    synchronized void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = nanos;
    }

    synchronized Result result(long nanos) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return new Result(
                size / (nanos / 1e9), percentile(sorted, 0.50), percentile(sorted, 0.99), size, 0);
    }

    private static double percentile(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e6;
    }
}
