package dev.podflame.collector.load;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Distinct stacks of realistic depth that share their beginnings, as the stacks of one program do.
public final class StackPool {
    private static final int MIN_DEPTH = 30;
    private static final int MAX_DEPTH = 50;
    private static final int FRAMES = 6_000;

    private final List<Frame> frames = new ArrayList<>();
    private final List<int[]> stacks = new ArrayList<>();

    /// @param count number of stacks
    /// @param random decides all of it: the same seed gives the same stacks
    public StackPool(int count, RandomGenerator random) {
        for (int i = 0; i < FRAMES; i++) {
            frames.add(new Frame(
                    "com.example.shop.module" + i % 97 + ".Component" + i % 811 + ".handle" + i,
                    "Component" + i % 811 + ".java",
                    0,
                    "shop-" + i % 31 + ".jar",
                    FrameKind.JVM));
        }
        while (stacks.size() < count) {
            int depth = random.nextInt(MIN_DEPTH, MAX_DEPTH);
            int[] stack = new int[depth];
            int shared = 0;
            if (!stacks.isEmpty()) {
                int[] parent = stacks.get(random.nextInt(stacks.size()));
                shared = random.nextInt(Math.min(depth, parent.length) - 1);
                System.arraycopy(parent, 0, stack, 0, shared);
            }
            for (int i = shared; i < depth; i++) {
                stack[i] = random.nextInt(FRAMES);
            }
            stacks.add(stack);
        }
    }

    public int size() {
        return stacks.size();
    }

    /// A stack, root first.
    List<Frame> stack(int index) {
        List<Frame> result = new ArrayList<>();
        for (int frame : stacks.get(index)) {
            result.add(frames.get(frame));
        }
        return result;
    }

    /// A stack by popularity: few are common, most are rare.
    int popular(RandomGenerator random) {
        return (int) (Math.pow(random.nextDouble(), 6) * stacks.size());
    }
}
