package dev.podflame.collector.query;

import dev.podflame.collector.store.Retention;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.TimeSlots;
import java.time.Instant;

/// How much was sampled in each 20 ms: seconds across, their 50 slots down. Shows what an average over seconds hides,
/// such as a timer that runs ten times a second, or all threads waiting for one (after Netflix's FlameScope).
///
/// @param range what it covers
/// @param cells of every cell that weighs something: number of its second in the range × 50 + slot; ascending
/// @param values what each of these weighs, in the unit of the type
/// @param untimed what else was sampled in the range: of it only the ten seconds are known
@SuppressWarnings("ArrayRecordComponent") // made for one answer, never compared
public record HeatMap(TimeRange range, int[] cells, long[] values, long untimed) {
    /// Longer ranges are too fine to look at, and take long to read.
    public static final int LONGEST_SECONDS = 900;

    /// Number of slots in a second.
    public static final int ROWS = TimeSlots.PER_SECOND;

    /// What was sampled in the range, with and without a time.
    public long total() {
        long total = untimed;
        for (long value : values) {
            total += value;
        }
        return total;
    }

    /// The range, or its end if that is longer than a heat map can be.
    static TimeRange shown(TimeRange asked) {
        return new TimeRange(Math.max(asked.from(), asked.to() - LONGEST_SECONDS), asked.to());
    }

    /// Whether samples of the type have times, and still have them in that range.
    static void check(ProfileType type, TimeRange range, Instant now, Retention retention) throws BadQueryException {
        if (!type.hasSampleTimes()) {
            throw new BadQueryException(
                    "Samples of " + type.label() + " have no time within their ten seconds.",
                    "Ask for another type, such as cpu, or without a heat map.");
        }
        long oldest = now.getEpochSecond() - retention.timeDays() * 86_400L;
        if (range.from() < oldest) {
            throw new BadQueryException(
                    "Times of samples are kept for " + retention.timeDays() + " days; the range begins earlier.",
                    "Begin later, or ask for ten seconds and more without a heat map.");
        }
    }
}
