package dev.podflame.bench.synthetic;

/// What one pod did in one bucket of 10 s: row `i` is `nanos[i]` of CPU on stack `stacks[i]`, each stack once.
@SuppressWarnings("ArrayRecordComponent") // read once by whoever asked for it, never compared
public record PodBucket(int[] stacks, long[] nanos) {

    public int rows() {
        return stacks.length;
    }

    /// CPU nanoseconds of all rows.
    public long total() {
        long total = 0;
        for (long value : nanos) {
            total += value;
        }
        return total;
    }
}
