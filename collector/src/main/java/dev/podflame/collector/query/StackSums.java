package dev.podflame.collector.query;

import java.util.Arrays;

/// Stack ids and their sums, in columns. Not thread-safe while it grows.
final class StackSums {
    private int size;
    private long[] stackIds = new long[1024];
    private long[] sums = new long[1024];

    void add(long stackId, long sum) {
        if (size == sums.length) {
            stackIds = Arrays.copyOf(stackIds, size * 2);
            sums = Arrays.copyOf(sums, size * 2);
        }
        stackIds[size] = stackId;
        sums[size++] = sum;
    }

    int size() {
        return size;
    }

    long[] stackIds() {
        return Arrays.copyOf(stackIds, size);
    }

    long[] sums() {
        return Arrays.copyOf(sums, size);
    }
}
