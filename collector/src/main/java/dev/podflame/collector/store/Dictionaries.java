package dev.podflame.collector.store;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// What the store already knows of frames, stacks and series, so that each is written once (stacks once a day, series
/// once a minute), and how many new stacks a service may still bring this hour. Owned by the merger's thread.
///
/// It may forget and it may be cleared: writing a dictionary row again changes nothing.
final class Dictionaries {
    /// New stacks of a service per hour: beyond, something in its names changes with every call.
    static final int NEW_STACKS_PER_HOUR = 100_000;

    private static final int CAPACITY = 1 << 20;
    private static final long HOUR_SECONDS = 3600;
    private static final long MINUTE_SECONDS = 60;

    private final Clock clock;
    private final int newStacksPerHour;
    private final RecentIds frames = new RecentIds(CAPACITY);
    private final RecentIds stacksOfDay = new RecentIds(CAPACITY);
    private final RecentIds seriesOfMinute = new RecentIds(CAPACITY / 16);
    private final Map<Long, Integer> newStacks = new HashMap<>();
    private long hour;

    Dictionaries(Clock clock, int newStacksPerHour) {
        this.clock = clock;
        this.newStacksPerHour = newStacksPerHour;
    }

    /// Forgets everything: the store may be another one, or an older one.
    void clear() {
        frames.clear();
        stacksOfDay.clear();
        seriesOfMinute.clear();
    }

    boolean knowsFrame(long frameId) {
        return frames.contains(frameId);
    }

    void wroteFrame(long frameId) {
        frames.add(frameId);
    }

    boolean knowsStack(long serviceId, long stackId) {
        return stacksOfDay.contains(key(serviceId, stackId, today()));
    }

    void wroteStack(long serviceId, long stackId) {
        stacksOfDay.add(key(serviceId, stackId, today()));
    }

    boolean knowsSeries(long seriesId) {
        return seriesOfMinute.contains(key(seriesId, 0, clock.instant().getEpochSecond() / MINUTE_SECONDS));
    }

    void wroteSeries(long seriesId) {
        seriesOfMinute.add(key(seriesId, 0, clock.instant().getEpochSecond() / MINUTE_SECONDS));
    }

    /// Whether a service may bring one more stack that isn't known; counts it.
    boolean admitsNewStack(long serviceId) {
        long now = clock.instant().getEpochSecond() / HOUR_SECONDS;
        if (now != hour) {
            hour = now;
            newStacks.clear();
        }
        return newStacks.merge(serviceId, 1, Integer::sum) <= newStacksPerHour;
    }

    /// Today as ClickHouse's `Date`.
    int today() {
        return (int) (clock.instant().getEpochSecond() / (24 * HOUR_SECONDS));
    }

    private static long key(long a, long b, long c) {
        return SumByKey.mix(SumByKey.mix(a) + SumByKey.mix(b + 1) * 31 + SumByKey.mix(c + 2) * 961);
    }
}
