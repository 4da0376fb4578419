package dev.podflame.collector.store;

import dev.podflame.profile.ProfileType;
import dev.podflame.profile.TimeSlots;
import java.util.Arrays;

/// The samples of one series and one type in a segment, summed by bucket of 10 s and stack; within them by slot of
/// 20 ms, as far as samples have a time of their own.
final class SampleGroup {
    static final int BUCKET_SECONDS = 10;
    /// Slots of a bucket: nine bits.
    static final int SLOTS = BUCKET_SECONDS * TimeSlots.PER_SECOND;

    private static final long BUCKET_NANOS = BUCKET_SECONDS * 1_000_000_000L;
    private static final int SLOT_BITS = 9;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;
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
        /// One row.
        ///
        /// @param slots where in the bucket its value lies, until the next row
        void row(long bucketSeconds, int stack, long value, RowSlots slots);
    }

    /// Adds a sample.
    ///
    /// @param timed whether the time is the sample's own, and not only that of its profile
    void add(long timeNanos, boolean timed, int stack, long value) {
        int slot =
                timed && type.hasSampleTimes() ? (int) (timeNanos % BUCKET_NANOS / TimeSlots.NANOS) : RowSlots.UNKNOWN;
        sums.add(key(timeNanos / BUCKET_NANOS, stack, slot), value);
    }

    /// Number of sums, of which a row has one or more.
    int size() {
        return sums.size();
    }

    /// All rows in the order of the table: hour, stack id, time. `order` gives each stack's place among the ids.
    void forEach(StackOrder order, Rows rows) {
        long[] keys = sums.keys();
        for (int i = 0; i < keys.length; i++) {
            long bucket = keys[i] >>> (STACK_BITS + SLOT_BITS);
            long rank = order.rank((int) ((keys[i] >>> SLOT_BITS) & STACK_MASK));
            long hourAndRank = ((bucket / BUCKETS_PER_HOUR) << STACK_BITS) | rank;
            long slot = keys[i] & SLOT_MASK;
            keys[i] = ((hourAndRank * BUCKETS_PER_HOUR + bucket % BUCKETS_PER_HOUR) << SLOT_BITS) | slot;
        }
        Arrays.sort(keys);
        RowSlots slots = new RowSlots();
        for (int begin = 0, end = 0; begin < keys.length; begin = end) {
            long place = keys[begin] >>> SLOT_BITS;
            long hourAndRank = place / BUCKETS_PER_HOUR;
            long bucket = (hourAndRank >>> STACK_BITS) * BUCKETS_PER_HOUR + place % BUCKETS_PER_HOUR;
            int stack = order.stack((int) (hourAndRank & STACK_MASK));
            slots.clear();
            long value = 0;
            for (; end < keys.length && keys[end] >>> SLOT_BITS == place; end++) {
                int slot = (int) (keys[end] & SLOT_MASK);
                long weight = sums.get(key(bucket, stack, slot));
                slots.add(slot, weight);
                value = value + weight < 0 ? Long.MAX_VALUE : value + weight;
            }
            rows.row(bucket * BUCKET_SECONDS, stack, value, slots);
        }
    }

    private static long key(long bucket, long stack, long slot) {
        return (((bucket << STACK_BITS) | stack) << SLOT_BITS) | slot;
    }
}
