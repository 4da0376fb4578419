package dev.podflame.collector.query;

import dev.podflame.collector.store.Retention;
import java.time.Duration;
import java.time.Instant;

/// A range of time in seconds since the Unix epoch, both ends on whole buckets of 10 s, as samples are stored.
///
/// @param from begin, inclusive
/// @param to end, exclusive
public record TimeRange(long from, long to) {
    /// Length of the buckets that samples are stored in.
    public static final int BUCKET_SECONDS = 10;

    public TimeRange {
        if (from < 0 || to <= from || from % BUCKET_SECONDS != 0 || to % BUCKET_SECONDS != 0) {
            throw new IllegalArgumentException("not a range of whole buckets: " + from + " to " + to);
        }
    }

    /// The range between two times as [TimeExpression] reads them, rounded down to whole buckets, at least one bucket
    /// long. An end in the future becomes now.
    public static TimeRange parse(String from, String to, Instant now, Retention retention) throws BadQueryException {
        long begin = TimeExpression.parse("from", from, now).getEpochSecond();
        long end = TimeExpression.parse("to", to, now).getEpochSecond();
        if (begin >= end) {
            throw new BadQueryException(
                    "The range ends before it begins: from=" + from + ", to=" + to + ".",
                    "Give a from that is earlier than to, such as from=now-1h and to=now.");
        }
        long nowSeconds = now.getEpochSecond();
        if (begin > nowSeconds) {
            throw new BadQueryException("The range lies in the future: from=" + from + ".", "Give an earlier range.");
        }
        long oldest = nowSeconds - Duration.ofDays(retention.hourDays()).toSeconds();
        if (begin < oldest) {
            throw new BadQueryException(
                    "The range begins earlier than data is kept: " + retention.hourDays() + " days.",
                    "Begin at " + Instant.ofEpochSecond(floor(oldest) + BUCKET_SECONDS) + " or later, or now-"
                            + (retention.hourDays() - 1) + "d.");
        }
        long flooredBegin = floor(begin);
        return new TimeRange(flooredBegin, Math.max(floor(Math.min(end, nowSeconds)), flooredBegin + BUCKET_SECONDS));
    }

    public long seconds() {
        return to - from;
    }

    private static long floor(long seconds) {
        return seconds - Math.floorMod(seconds, BUCKET_SECONDS);
    }
}
