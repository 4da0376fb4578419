package dev.podflame.collector.store;

import java.util.Arrays;

/// The slots of 20 ms that a row's value lies in, in ascending order, and what each weighs. Reused from row to row; not
/// thread-safe.
final class RowSlots {
    /// Stands last for what has no time of its own.
    static final int UNKNOWN = SampleGroup.SLOTS;

    private int size;
    private final int[] slots = new int[SampleGroup.SLOTS + 1];
    private final long[] weights = new long[SampleGroup.SLOTS + 1];

    void clear() {
        size = 0;
    }

    void add(int slot, long weight) {
        slots[size] = slot;
        weights[size++] = weight;
    }

    /// The column `slots`: none if nothing of the row has a time of its own.
    int[] slots() {
        return slots[0] == UNKNOWN ? new int[0] : Arrays.copyOf(slots, size);
    }

    /// The column `weights`: what each slot weighs. None if all weigh the same, as where a timer takes the samples:
    /// then their share of the row's value says it.
    long[] weights() {
        for (int i = 1; i < size; i++) {
            if (weights[i] != weights[0]) {
                return Arrays.copyOf(weights, size);
            }
        }
        return new long[0];
    }
}
