package dev.podflame.collector.query;

import java.time.Instant;
import java.util.Arrays;

/// The minutes around a range that have a snapshot of a level: what its sums are divided by.
///
/// The average is over minutes, not over the series of a service: while a pod is replaced by another, each counts for
/// the minutes in which it was there. The newest minutes may still lack the snapshots of some series, so they are left
/// out until it is a minute over; unless there are no others.
public final class SnapshotMinutes {
    private static final int MINUTE = Table.MINUTES.stepSeconds;
    private static final int HOUR = Table.HOURS.stepSeconds;

    private final TimeRange range;
    /// Begins of minutes in ascending order, seconds since the Unix epoch.
    private final long[] begins;

    private SnapshotMinutes(TimeRange range, long[] begins) {
        this.range = range;
        this.begins = begins;
    }

    /// What was asked for in whole minutes, without the newest ones.
    ///
    /// @param begins begins of all minutes with a snapshot, in ascending order, from [#firstHour] to [#lastHour]
    static SnapshotMinutes of(TimeRange asked, long[] begins, Instant now) {
        long from = Table.MINUTES.floor(asked.from());
        long to = Table.MINUTES.ceil(asked.to());
        long settled = Math.min(to, Table.MINUTES.floor(now.getEpochSecond()) - MINUTE);
        boolean hasSettled = settled > from && count(begins, from, settled) > 0;
        return new SnapshotMinutes(new TimeRange(from, hasSettled ? settled : to), begins.clone());
    }

    /// Where minutes have to be known from: the tables of a range that lies far back know whole hours only.
    static long firstHour(TimeRange asked) {
        return Table.HOURS.floor(asked.from());
    }

    static long lastHour(TimeRange asked) {
        return Table.HOURS.ceil(asked.to()) - HOUR;
    }

    /// What is answered: whole minutes.
    public TimeRange range() {
        return range;
    }

    /// Number of minutes with a snapshot in a range of whole minutes, at least 1.
    public int divisor(TimeRange within) {
        return Math.max(1, count(begins, within.from(), within.to()));
    }

    /// Number of minutes with a snapshot from a time (inclusive) to another (exclusive).
    int count(long from, long to) {
        return count(begins, from, to);
    }

    private static int count(long[] begins, long from, long to) {
        return position(begins, to) - position(begins, from);
    }

    private static int position(long[] begins, long seconds) {
        int found = Arrays.binarySearch(begins, seconds);
        return found < 0 ? -found - 1 : found;
    }
}
