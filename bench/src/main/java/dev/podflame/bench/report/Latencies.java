package dev.podflame.bench.report;

import java.util.Arrays;

/// Durations of repeated runs, in nanoseconds, sorted.
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    public Latencies(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /// The smallest duration that at least `percent` of all runs didn't exceed (nearest rank), in milliseconds.
    public double percentileMillis(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a percentile is 1 to 100, not " + percent);
        }
        int rank = (percent * sorted.length + 99) / 100;
        return sorted[rank - 1] / NANOS_PER_MILLI;
    }

    public int count() {
        return sorted.length;
    }
}
