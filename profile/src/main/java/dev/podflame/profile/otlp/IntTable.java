package dev.podflame.profile.otlp;

import java.util.Arrays;

/// A growing column of ints. Not thread-safe.
final class IntTable {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    int[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }
}
