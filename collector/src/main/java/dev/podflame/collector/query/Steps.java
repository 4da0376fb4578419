package dev.podflame.collector.query;

/// The points of a chart: steps of one length that follow each other, each on a whole multiple of that length.
///
/// @param start begin of the first step, seconds since the Unix epoch
/// @param seconds length of a step
/// @param count number of steps
public record Steps(long start, int seconds, int count) {
    private static final int[] LENGTHS = {10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400};

    /// Steps that cover the range, of the smallest length that needs at most `most` of them and isn't below `shortest`.
    /// The first one may begin before the range. One that the range ends within is left out, because it would look
    /// like a drop; unless it is the only one.
    public static Steps of(TimeRange range, int shortest, int most) {
        int seconds = LENGTHS[LENGTHS.length - 1];
        for (int length : LENGTHS) {
            if (length >= shortest && range.seconds() <= (long) length * most) {
                seconds = length;
                break;
            }
        }
        long start = range.from() - range.from() % seconds;
        long whole = (range.to() - start) / seconds;
        return new Steps(start, seconds, (int) Math.max(1, whole));
    }

    /// End of the last step.
    public long end() {
        return start + (long) seconds * count;
    }
}
