package dev.podflame.bench.synthetic;

/// What one pod did in one bucket of 10 s: row `i` is `nanos[i]` of CPU on stack `stacks[i]`, each stack once.
///
/// @param slots of each row the 20 ms that its samples lie in, ascending; all samples weigh the same
@SuppressWarnings("ArrayRecordComponent") // read once by whoever asked for it, never compared
public record PodBucket(int[] stacks, long[] nanos, int[][] slots) {

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
