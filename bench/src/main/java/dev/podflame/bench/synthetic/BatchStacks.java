package dev.podflame.bench.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Renumbers the stacks and frames that one batch uses. Not thread-safe.
final class BatchStacks {
    private static final int UNUSED = -1;

    private final int[] stackNumbers;
    private final int[] frameNumbers;
    private final List<int[]> stacks = new ArrayList<>();
    private final List<Integer> frames = new ArrayList<>();

    BatchStacks(int allStacks, int allFrames) {
        stackNumbers = new int[allStacks];
        frameNumbers = new int[allFrames];
        Arrays.fill(stackNumbers, UNUSED);
        Arrays.fill(frameNumbers, UNUSED);
    }

    /// The stack's number in the batch.
    int stack(int stack, int[] rootFirst) {
        if (stackNumbers[stack] == UNUSED) {
            int[] renumbered = new int[rootFirst.length];
            for (int i = 0; i < renumbered.length; i++) {
                renumbered[i] = frame(rootFirst[i]);
            }
            stackNumbers[stack] = stacks.size();
            stacks.add(renumbered);
        }
        return stackNumbers[stack];
    }

    List<int[]> stacks() {
        return stacks;
    }

    /// The frames in use, by their numbers in the batch.
    List<Integer> frames() {
        return frames;
    }

    private int frame(int frame) {
        if (frameNumbers[frame] == UNUSED) {
            frameNumbers[frame] = frames.size();
            frames.add(frame);
        }
        return frameNumbers[frame];
    }
}
