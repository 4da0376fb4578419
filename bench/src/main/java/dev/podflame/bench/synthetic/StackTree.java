package dev.podflame.bench.synthetic;

import dev.podflame.profile.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The stacks of the made-up service. A stack begins like an earlier one and goes its own way for its last frames, so
/// 20,000 stacks of 30 to 49 frames make a tree of about 175,000 nodes, as measured services do.
public final class StackTree {
    static final int SHALLOWEST = 30;
    static final int DEEPEST = 49;
    private static final int FUNCTIONS = 62_000;
    // 1 to 15 frames of its own, more where the earlier stack is too short: 8.8 on average.
    private static final int MOST_OWN_FRAMES = 15;

    private final List<Frame> frames = new ArrayList<>();
    private final int[] indexOfFunction = new int[FUNCTIONS];
    private final int[][] stacks;

    public StackTree(int count, long seed) {
        Arrays.fill(indexOfFunction, -1);
        SplittableRandom random = new SplittableRandom(seed);
        stacks = new int[count][];
        for (int i = 0; i < count; i++) {
            stacks[i] = next(i, random);
        }
    }

    public int size() {
        return stacks.length;
    }

    /// All frames, by the numbers that stacks have them.
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /// Frame numbers of a stack, root first. Not a copy.
    public int[] stack(int index) {
        return stacks[index];
    }

    private int[] next(int index, SplittableRandom random) {
        int depth = random.nextInt(SHALLOWEST, DEEPEST + 1);
        int own = random.nextInt(1, MOST_OWN_FRAMES + 1);
        int shared = 0;
        int[] stack = new int[depth];
        if (index > 0) {
            int[] earlier = stacks[random.nextInt(index)];
            shared = Math.min(depth - own, earlier.length);
            System.arraycopy(earlier, 0, stack, 0, shared);
        }
        for (int i = shared; i < depth; i++) {
            stack[i] = frame(random);
        }
        return stack;
    }

    /// Some functions are called from everywhere, most from few places.
    private int frame(SplittableRandom random) {
        double place = random.nextDouble();
        int function = (int) (FUNCTIONS * place * place);
        if (indexOfFunction[function] < 0) {
            indexOfFunction[function] = frames.size();
            frames.add(FunctionNames.frame(function));
        }
        return indexOfFunction[function];
    }
}
