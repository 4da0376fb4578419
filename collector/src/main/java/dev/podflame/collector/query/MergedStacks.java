package dev.podflame.collector.query;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sums of stacks that are built from the frames of another profile: equal ones are added up, and frames that no stack
/// has any more are left out. Not thread-safe.
final class MergedStacks {
    private final List<Frame> given;
    /// Number + 1 of each given frame among those in use.
    private final int[] numbers;

    private final Map<Frame, Integer> others = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Key, Integer> indexes = new HashMap<>();
    private final List<int[]> stacks = new ArrayList<>();
    private long[] values = new long[1024];
    private int[] building = new int[64];
    private int length;

    MergedStacks(List<Frame> given) {
        this.given = given;
        numbers = new int[given.size()];
    }

    /// Begins a stack, root first.
    void begin() {
        length = 0;
    }

    /// Adds one of the given frames to it.
    void frame(int frame) {
        if (numbers[frame] == 0) {
            frames.add(given.get(frame));
            numbers[frame] = frames.size();
        }
        append(numbers[frame] - 1);
    }

    /// Adds a frame to it that isn't among the given ones.
    void frame(Frame frame) {
        append(others.computeIfAbsent(frame, added -> {
            frames.add(added);
            return frames.size() - 1;
        }));
    }

    /// Ends it.
    ///
    /// @throws ArithmeticException if the sum of equal stacks exceeds 2⁶³−1
    void end(long value) {
        int[] stack = Arrays.copyOf(building, length);
        Integer known = indexes.putIfAbsent(new Key(stack), stacks.size());
        if (known != null) {
            values[known] = Math.addExact(values[known], value);
            return;
        }
        if (stacks.size() == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[stacks.size()] = value;
        stacks.add(stack);
    }

    /// All stacks in the order in which each first came, as a profile of the same type and range as another.
    MergedProfile profile(MergedProfile like) {
        return new MergedProfile(
                like.type(),
                like.startMillis(),
                like.endMillis(),
                frames,
                stacks,
                Arrays.copyOf(values, stacks.size()));
    }

    private void append(int frame) {
        if (length == building.length) {
            building = Arrays.copyOf(building, length * 2);
        }
        building[length++] = frame;
    }

    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
    private record Key(int[] frames) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(frames, that.frames);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(frames);
        }
    }
}
