package org.postizgateway.console.now;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Calls by how long they took.
 *
 * @param count of all of them
 * @param bounds in seconds, ascending
 * @param below how many took at most as long as the bound of the same index
 */
record Buckets(long count, double[] bounds, long[] below) {

    /** Those that came after an earlier state; all where there is none. */
    Buckets since(Buckets earlier) {
        if (earlier == null || earlier.below.length != below.length) {
            return this;
        }
        long[] fresh = new long[below.length];
        Arrays.setAll(fresh, i -> Math.max(0, below[i] - earlier.below[i]));
        return new Buckets(Math.max(0, count - earlier.count), bounds, fresh);
    }

    Buckets plus(Buckets other) {
        if (other.below.length != below.length) {
            return count >= other.count ? this : other;
        }
        long[] sum = new long[below.length];
        Arrays.setAll(sum, i -> below[i] + other.below[i]);
        return new Buckets(count + other.count, bounds, sum);
    }

    /**
     * Seconds that a share of the calls took at most, as {@code histogram_quantile} of Prometheus
     * has it; empty when there are none, infinite when it is more than the last bound.
     *
     * @param share above 0, at most 1
     */
    OptionalDouble quantile(double share) {
        if (count == 0 || below.length == 0) {
            return OptionalDouble.empty();
        }
        double rank = share * count;
        for (int i = 0; i < below.length; i++) {
            if (below[i] >= rank) {
                double lower = i == 0 ? 0 : bounds[i - 1];
                long before = i == 0 ? 0 : below[i - 1];
                double part = (rank - before) / (below[i] - before);
                return OptionalDouble.of(lower + (bounds[i] - lower) * part);
            }
        }
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
