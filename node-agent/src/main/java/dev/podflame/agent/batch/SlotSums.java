package dev.podflame.agent.batch;

import dev.podflame.profile.TimeSlots;
import java.util.Arrays;

/// Sums by stack and slot of time, in one open-addressed table of primitive columns. Not thread-safe.
final class SlotSums {
    /// The slot of what has no time but that of the period.
    static final int WHOLE_PERIOD = (int) BatchBuilder.PERIOD.toSeconds() * TimeSlots.PER_SECOND;

    private static final long FREE = -1;
    private static final int SLOTS = WHOLE_PERIOD + 1;

    private int size;
    private long[] keys = new long[16];
    private long[] sums = new long[16];

    SlotSums() {
        Arrays.fill(keys, FREE);
    }

    /// Adds to the sum of a stack in a slot of the period; a sum past 2⁶³−1 stays there.
    void add(int stack, int slot, long value) {
        long key = (long) stack * SLOTS + slot;
        int at = place(key);
        if (keys[at] == FREE) {
            if (size >= keys.length / 2) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            size++;
        }
        long sum = sums[at] + value;
        sums[at] = sum < 0 ? Long.MAX_VALUE : sum;
    }

    int size() {
        return size;
    }

    interface Visitor {
        void sum(int stack, int slot, long sum);
    }

    /// All sums, stack by stack and slot by slot: what belongs to one stack is sent as one.
    void forEach(Visitor visitor) {
        long[] sorted = new long[size];
        int next = 0;
        for (long key : keys) {
            if (key != FREE) {
                sorted[next++] = key;
            }
        }
        Arrays.sort(sorted);
        for (long key : sorted) {
            visitor.sum((int) (key / SLOTS), (int) (key % SLOTS), sums[place(key)]);
        }
    }

    private int place(long key) {
        // Keys are dense, so the multiplication only breaks up runs.
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (keys[at] != FREE && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldSums = sums;
        keys = new long[oldKeys.length * 2];
        sums = new long[oldSums.length * 2];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                sums[at] = oldSums[i];
            }
        }
    }
}
