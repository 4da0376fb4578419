package dev.podflame.collector.store;

import dev.podflame.profile.ProfileType;
import java.util.Arrays;

/// The samples of one series and one type in a segment, summed by bucket of 10 s and stack.
final class SampleGroup {
    static final int BUCKET_SECONDS = 10;
    private static final int STACK_BITS = 24;
    private static final long STACK_MASK = (1L << STACK_BITS) - 1;
    private static final int BUCKETS_PER_HOUR = 3600 / BUCKET_SECONDS;

    final Series series;
    final ProfileType type;
    private final SumByKey sums = new SumByKey();

    SampleGroup(Series series, ProfileType type) {
        this.series = series;
        this.type = type;
    }

    /// What a row of the group is.
    interface Rows {
        void row(long bucketSeconds, int stack, long value);
    }

    void add(long seconds, int stack, long value) {
        sums.add(key(seconds / BUCKET_SECONDS, stack), value);
    }

    int size() {
        return sums.size();
    }

    /// All rows in the order of the table: hour, stack id, time. `rank` gives each stack's place among the ids.
    void forEach(StackOrder order, Rows rows) {
        long[] keys = sums.keys();
        for (int i = 0; i < keys.length; i++) {
            long bucket = keys[i] >>> STACK_BITS;
            int rank = order.rank((int) (keys[i] & STACK_MASK));
            keys[i] = key(bucket / BUCKETS_PER_HOUR, rank) * BUCKETS_PER_HOUR + bucket % BUCKETS_PER_HOUR;
        }
        Arrays.sort(keys);
        for (long sorted : keys) {
            long hourAndRank = sorted / BUCKETS_PER_HOUR;
            long bucket = (hourAndRank >>> STACK_BITS) * BUCKETS_PER_HOUR + sorted % BUCKETS_PER_HOUR;
            int stack = order.stack((int) (hourAndRank & STACK_MASK));
            rows.row(bucket * BUCKET_SECONDS, stack, sums.get(key(bucket, stack)));
        }
    }

    private static long key(long time, long stack) {
        return (time << STACK_BITS) | stack;
    }
}
