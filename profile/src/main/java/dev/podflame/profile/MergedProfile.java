package dev.podflame.profile;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Samples of a time range, merged by stack: what a flame graph and every export is made from.
///
/// @param type what was measured
/// @param startMillis begin of the range, milliseconds since the Unix epoch, inclusive
/// @param endMillis end of the range, exclusive
/// @param frames the frames that the stacks point to
/// @param stacks per stack the indexes into `frames`, root first; given away, not copied
/// @param values per stack the sum in the unit of the type; given away, not copied
@SuppressWarnings("ArrayRecordComponent") // one value per stack, a hot column: boxing it would cost more than it guards
public record MergedProfile(
        ProfileType type, long startMillis, long endMillis, List<Frame> frames, List<int[]> stacks, long[] values) {

    public MergedProfile {
        requireNonNull(type, "type is null");
        frames = List.copyOf(frames);
        stacks = List.copyOf(stacks);
        if (stacks.size() != values.length) {
            throw new IllegalArgumentException(stacks.size() + " stacks, " + values.length + " values");
        }
    }

    /// Sum of all stacks.
    public long total() {
        long total = 0;
        for (long value : values) {
            total = Math.addExact(total, value);
        }
        return total;
    }
}
