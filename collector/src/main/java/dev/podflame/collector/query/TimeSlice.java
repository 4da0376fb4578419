package dev.podflame.collector.query;

import dev.podflame.collector.store.Retention;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.TimeSlots;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of time that is finer than the buckets of a [TimeRange]: a part of a heat map. Both ends lie on slots of
/// [TimeSlots#MILLIS], in milliseconds since the Unix epoch.
///
/// @param fromMillis begin, inclusive
/// @param toMillis end, exclusive
public record TimeSlice(long fromMillis, long toMillis) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-(\\d{1,15})");
    private static final long LONGEST_MILLIS = HeatMap.LONGEST_SECONDS * 1000L;
    private static final String CURE = "Write slice=FROM-TO, both milliseconds since 1970 and multiples of "
            + TimeSlots.MILLIS + ", FROM earlier than TO, at most " + HeatMap.LONGEST_SECONDS / 60 + " minutes apart.";

    public TimeSlice {
        if (fromMillis >= toMillis || fromMillis % TimeSlots.MILLIS != 0 || toMillis % TimeSlots.MILLIS != 0) {
            throw new IllegalArgumentException("not a stretch of whole slots: " + fromMillis + " to " + toMillis);
        }
    }

    /// Reads the parameter `slice`, as in `1750000000120-1750000000480`; none if it is empty.
    ///
    /// @param type of the samples, which must have times of their own
    /// @throws BadQueryException if it can't be read, or times aren't kept of such samples, or not any more
    public static Optional<TimeSlice> parse(String text, ProfileType type, Instant now, Retention retention)
            throws BadQueryException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher ends = TEXT.matcher(text);
        if (!ends.matches()) {
            throw new BadQueryException("slice isn't a stretch of time: " + text + ".", CURE);
        }
        long from = Long.parseLong(ends.group(1));
        long to = Long.parseLong(ends.group(2));
        boolean whole = from % TimeSlots.MILLIS == 0 && to % TimeSlots.MILLIS == 0;
        if (!whole || from >= to || to - from > LONGEST_MILLIS) {
            throw new BadQueryException("slice isn't a stretch that can be answered: " + text + ".", CURE);
        }
        TimeSlice slice = new TimeSlice(from, to);
        HeatMap.check(type, slice.buckets(), now, retention);
        return Optional.of(slice);
    }

    /// The whole buckets that it lies in.
    public TimeRange buckets() {
        long bucket = TimeRange.BUCKET_SECONDS * 1000L;
        return new TimeRange(fromMillis / bucket * bucket / 1000, (toMillis + bucket - 1) / bucket * bucket / 1000);
    }
}
