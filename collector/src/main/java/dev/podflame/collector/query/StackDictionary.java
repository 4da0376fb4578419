package dev.podflame.collector.query;

import dev.podflame.profile.Frame;
import java.util.ArrayList;
import java.util.List;

/// Stacks and frames that were looked up before, by their ids: equal ids mean equal content, so nothing here ever gets
/// stale. Grows up to a limit, then [StackReader] begins a new one; queries that still use the old one keep it.
///
/// Thread-safe.
final class StackDictionary {
    /// About 100 bytes a frame and 4 a position: 60 MB at most.
    static final int MAX_FRAMES = 300_000;

    static final int MAX_POSITIONS = 8_000_000;

    private final LongIndex frameIndex = new LongIndex();
    private final List<Frame> frames = new ArrayList<>();
    private final LongIndex stackIndex = new LongIndex();
    private final List<int[]> stacks = new ArrayList<>();
    private int positions;

    synchronized boolean isFull() {
        return frames.size() >= MAX_FRAMES || positions >= MAX_POSITIONS;
    }

    /// Those of the ids that no stack is known for.
    synchronized long[] unknownStacks(long[] stackIds) {
        return unknown(stackIds, stackIndex);
    }

    /// Those of the ids that no frame is known for.
    synchronized long[] unknownFrames(long[] frameIds) {
        return unknown(frameIds, frameIndex);
    }

    private static long[] unknown(long[] ids, LongIndex index) {
        long[] unknown = new long[ids.length];
        int count = 0;
        for (long id : ids) {
            if (index.find(id) == LongIndex.NONE) {
                unknown[count++] = id;
            }
        }
        return java.util.Arrays.copyOf(unknown, count);
    }

    synchronized void addFrame(long frameId, Frame frame) {
        if (frameIndex.find(frameId) == LongIndex.NONE) {
            frameIndex.add(frameId);
            frames.add(frame);
        }
    }

    /// Adds a stack, root first, if all its frames are known.
    synchronized void addStack(long stackId, long[] frameIds) {
        if (stackIndex.find(stackId) != LongIndex.NONE) {
            return;
        }
        int[] stack = new int[frameIds.length];
        for (int i = 0; i < stack.length; i++) {
            stack[i] = frameIndex.find(frameIds[i]);
            if (stack[i] == LongIndex.NONE) {
                return;
            }
        }
        stackIndex.add(stackId);
        stacks.add(stack);
        positions += stack.length;
    }

    /// Calls back for each id, in order, with the frames of its stack or an empty list if it isn't known.
    synchronized Resolved resolve(long[] stackIds) {
        int[] renumbered = new int[frames.size()];
        List<Frame> used = new ArrayList<>();
        List<int[]> resolved = new ArrayList<>(stackIds.length);
        int missing = LongIndex.NONE;
        for (long stackId : stackIds) {
            int index = stackIndex.find(stackId);
            if (index == LongIndex.NONE) {
                if (missing == LongIndex.NONE) {
                    missing = used.size();
                    used.add(Resolved.MISSING);
                }
                resolved.add(new int[] {missing});
                continue;
            }
            int[] known = stacks.get(index);
            int[] stack = new int[known.length];
            for (int i = 0; i < stack.length; i++) {
                int frame = known[i];
                if (renumbered[frame] == 0) {
                    used.add(frames.get(frame));
                    renumbered[frame] = used.size();
                }
                stack[i] = renumbered[frame] - 1;
            }
            resolved.add(stack);
        }
        return new Resolved(used, resolved);
    }

    /// Frames, and stacks as indexes into them, in the order they were asked for.
    record Resolved(List<Frame> frames, List<int[]> stacks) {
        /// Stands for a stack that the store has no row for; its weight stays in the sums.
        static final Frame MISSING = Frame.of("(stack not stored)", "", dev.podflame.profile.FrameKind.UNKNOWN);
    }
}
