package dev.podflame.collector.ingest;

import dev.podflame.collector.ingest.Rejections.Reason;
import java.time.Duration;

/// Which times are believed: what is older lies in partitions that are settled, what is newer comes from a wrong clock.
final class TimeWindow {
    static final Duration OLDEST = Duration.ofDays(2);
    static final Duration NEWEST = Duration.ofMinutes(10);

    private static final long NANOS = 1_000_000;

    private final long fromNanos;
    private final long toNanos;
    private final Rejections rejections;

    TimeWindow(long receivedMillis, Rejections rejections) {
        this.fromNanos = (receivedMillis - OLDEST.toMillis()) * NANOS;
        this.toNanos = (receivedMillis + NEWEST.toMillis()) * NANOS;
        this.rejections = rejections;
    }

    /// Whether the time is kept; counts it if it isn't. Times past 2262 are negative here, and too new.
    boolean keeps(long timeNanos) {
        if (timeNanos < 0 || timeNanos > toNanos) {
            rejections.add(Reason.TOO_NEW);
            return false;
        }
        if (timeNanos < fromNanos) {
            rejections.add(Reason.TOO_OLD);
            return false;
        }
        return true;
    }
}
