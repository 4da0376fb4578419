package dev.podflame.collector.flamegraph;

import java.util.Arrays;

/// Where the nodes lie that are wide enough to be seen: children from the left edge of their parent on, in order; what
/// the parent weighs alone is left free at its right.
final class SvgLayout {
    private int size;
    private int[] node = new int[256];
    private double[] left = new double[256];
    private int deepest;

    private SvgLayout() {}

    static SvgLayout of(FlameGraph graph, double pixels, double minWidth) {
        SvgLayout layout = new SvgLayout();
        double perUnit = graph.total() == 0 ? 0 : pixels / graph.total();
        // By depth: where the next node of that depth begins, in the graph's unit.
        long[] next = new long[graph.levels() + 1];
        for (int i = 0; i < graph.size(); i++) {
            int depth = graph.depth(i);
            long begin = next[depth];
            next[depth] = begin + graph.value(i);
            next[depth + 1] = begin;
            if (i == 0 || graph.value(i) * perUnit >= minWidth) {
                layout.add(i, begin * perUnit, depth);
            }
        }
        return layout;
    }

    private void add(int index, double x, int depth) {
        if (size == node.length) {
            node = Arrays.copyOf(node, size * 2);
            left = Arrays.copyOf(left, size * 2);
        }
        node[size] = index;
        left[size++] = x;
        deepest = Math.max(deepest, depth);
    }

    int size() {
        return size;
    }

    int node(int i) {
        return node[i];
    }

    /// Distance from the root's left edge, in pixels.
    double left(int i) {
        return left[i];
    }

    int levels() {
        return deepest + 1;
    }
}
