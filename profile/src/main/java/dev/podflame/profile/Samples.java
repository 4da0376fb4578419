package dev.podflame.profile;

import java.util.Arrays;

/// Samples in columns: sample `i` is `value(i)` of the profile's unit on stack `stack(i)`, at `timeNanos(i)`.
///
/// Written by one thread through [Builder], read-only afterwards.
public final class Samples {
    private final int size;
    private final int[] stacks;
    private final long[] timesNanos;
    private final long[] values;

    private Samples(int size, int[] stacks, long[] timesNanos, long[] values) {
        this.size = size;
        this.stacks = stacks;
        this.timesNanos = timesNanos;
        this.values = values;
    }

    public int size() {
        return size;
    }

    /// Index into [Profiles#stacks()].
    public int stack(int sample) {
        return stacks[sample];
    }

    /// Nanoseconds since the Unix epoch, UTC.
    public long timeNanos(int sample) {
        return timesNanos[sample];
    }

    /// The measured value, at least 0, in the unit of the profile's type.
    public long value(int sample) {
        return values[sample];
    }

    /// Sum of all values; throws [ArithmeticException] past 2⁶³−1.
    public long total() {
        long total = 0;
        for (int i = 0; i < size; i++) {
            total = Math.addExact(total, values[i]);
        }
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that
                && size == that.size
                && Arrays.equals(stacks, that.stacks)
                && Arrays.equals(timesNanos, that.timesNanos)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(stacks) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return size + " samples, total " + total();
    }

    /// Collects samples. Not thread-safe.
    public static final class Builder {
        private int size;
        private int[] stacks = new int[16];
        private long[] timesNanos = new long[16];
        private long[] values = new long[16];

        public Builder add(int stack, long timeNanos, long value) {
            if (stack < 0) {
                throw new IllegalArgumentException("stack is negative: " + stack);
            }
            if (value < 0) {
                throw new IllegalArgumentException("value is negative: " + value);
            }
            if (size == stacks.length) {
                stacks = Arrays.copyOf(stacks, size * 2);
                timesNanos = Arrays.copyOf(timesNanos, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            stacks[size] = stack;
            timesNanos[size] = timeNanos;
            values[size++] = value;
            return this;
        }

        public int size() {
            return size;
        }

        public Samples build() {
            return new Samples(
                    size, Arrays.copyOf(stacks, size), Arrays.copyOf(timesNanos, size), Arrays.copyOf(values, size));
        }
    }
}
