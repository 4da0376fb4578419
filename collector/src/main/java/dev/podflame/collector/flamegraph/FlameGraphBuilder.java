package dev.podflame.collector.flamegraph;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the tree from merged stacks. The stacks are sorted by the names along them; neighbours then share the
/// longest possible prefix, and one pass over them emits the tree in preorder without looking anything up.
public final class FlameGraphBuilder {
    private static final int ROOT = 0;

    private final List<Function> functions = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private FlameGraphBuilder() {}

    /// The whole tree, nothing cut. Stacks that weigh nothing leave no node.
    ///
    /// @throws ArithmeticException if the total exceeds 2⁶³−1
    public static FlameGraph build(MergedProfile profile) {
        FlameGraphBuilder builder = new FlameGraphBuilder();
        builder.readStacks(profile, builder.readFunctions(profile.frames()));
        return builder.emit();
    }

    /// Fills `functions` and returns the function of each frame.
    private int[] readFunctions(List<Frame> frames) {
        functions.add(Function.ALL);
        Map<Function, Integer> known = HashMap.newHashMap(frames.size());
        int[] functionOfFrame = new int[frames.size()];
        for (int i = 0; i < functionOfFrame.length; i++) {
            Function function = Function.of(frames.get(i));
            Integer index = known.putIfAbsent(function, functions.size());
            if (index == null) {
                functionOfFrame[i] = functions.size();
                functions.add(function);
            } else {
                functionOfFrame[i] = index;
            }
        }
        return functionOfFrame;
    }

    private void readStacks(MergedProfile profile, int[] functionOfFrame) {
        long[] values = profile.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new IllegalArgumentException("stack " + i + " has the value " + values[i]);
            }
            if (values[i] == 0) {
                continue;
            }
            int[] stack = profile.stacks().get(i);
            int[] path = new int[stack.length];
            for (int d = 0; d < stack.length; d++) {
                path[d] = functionOfFrame[stack[d]];
            }
            lines.add(new Line(path, values[i]));
        }
    }

    private FlameGraph emit() {
        Line[] sorted = lines.toArray(new Line[0]);
        Arrays.sort(sorted, this::compare);
        NodeColumns nodes = new NodeColumns(sorted.length * 8);
        nodes.open(ROOT);
        int[] previous = {};
        for (Line line : sorted) {
            int shared = Arrays.mismatch(previous, line.path);
            if (shared >= 0) {
                nodes.closeTo(shared + 1);
                for (int d = shared; d < line.path.length; d++) {
                    nodes.open(line.path[d]);
                }
            }
            nodes.addSelf(line.value);
            previous = line.path;
        }
        return nodes.graph(functions, -1, 0);
    }

    /// A stack that another one continues comes before it: a parent precedes its children.
    private int compare(Line a, Line b) {
        int shared = Arrays.mismatch(a.path, b.path);
        if (shared < 0) {
            return 0;
        }
        if (shared == a.path.length || shared == b.path.length) {
            return Integer.compare(a.path.length, b.path.length);
        }
        return Function.BY_NAME.compare(functions.get(a.path[shared]), functions.get(b.path[shared]));
    }

    /// One stack: functions from the root on, and its weight.
    private static final class Line {
        private final int[] path;
        private final long value;

        Line(int[] path, long value) {
            this.path = path;
            this.value = value;
        }
    }
}
