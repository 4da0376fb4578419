package dev.podflame.collector.flamegraph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two flame graphs laid over each other: the same nodes with the same functions in the same order, with
/// the weights of each. A node that one of them doesn't have weighs nothing there.
///
/// @param before what is compared with
/// @param after what it has become
public record FlameGraphPair(FlameGraph before, FlameGraph after) {
    /// Shares of the total are compared as whole numbers of this.
    private static final double UNIT = 1L << 52;

    public FlameGraphPair {
        boolean aligned = Arrays.equals(before.depths(), after.depths())
                && Arrays.equals(before.functionIndexes(), after.functionIndexes())
                && before.functions().equals(after.functions());
        if (!aligned) {
            throw new IllegalArgumentException("two graphs with other nodes");
        }
    }

    /// Lays two whole graphs over each other, as [FlameGraphBuilder] made them. Takes one pass over both.
    public static FlameGraphPair align(FlameGraph before, FlameGraph after) {
        return new Aligning(before, after).run();
    }

    /// Cuts it to a number of nodes, and at most one child more per node for what was cut below it. The
    /// nodes that have the largest shares stay, those of both sides added up, so that neither a longer
    /// range nor more load on one side pushes the other one out.
    public FlameGraphPair prune(int keep) {
        if (before.size() <= keep) {
            return this;
        }
        long[] weights = new long[before.size()];
        for (int node = 0; node < weights.length; node++) {
            weights[node] = share(before, node) + share(after, node);
        }
        boolean[] kept = HeaviestNodes.choose(weights, before.depths(), keep);
        return new FlameGraphPair(FlameGraphPruner.prune(before, kept), FlameGraphPruner.prune(after, kept));
    }

    /// Never larger than its parent's, as division keeps the order.
    private static long share(FlameGraph graph, int node) {
        return graph.total() == 0 ? 0 : (long) ((double) graph.value(node) / graph.total() * UNIT);
    }

    /// Steps through both in preorder. The node that lies deeper comes first, since it is still below what
    /// came last; of two at the same depth, which have the same parent then, the one whose name comes
    /// first.
    private static final class Aligning {
        private final FlameGraph before;
        private final FlameGraph after;
        private final Function[] functions;
        private final int[] ofBefore;
        private final int[] ofAfter;
        private final NodeColumns left;
        private final NodeColumns right;
        private int i;
        private int j;

        Aligning(FlameGraph before, FlameGraph after) {
            this.before = before;
            this.after = after;
            Map<Function, Integer> known = new HashMap<>();
            ofBefore = indexes(before.functions(), known);
            ofAfter = indexes(after.functions(), known);
            functions = new Function[known.size()];
            known.forEach((function, index) -> functions[index] = function);
            int expected = before.size() + after.size();
            left = new NodeColumns(expected);
            right = new NodeColumns(expected);
        }

        private static int[] indexes(List<Function> functions, Map<Function, Integer> known) {
            int[] indexes = new int[functions.size()];
            for (int k = 0; k < indexes.length; k++) {
                int next = known.size();
                indexes[k] = known.computeIfAbsent(functions.get(k), function -> next);
            }
            return indexes;
        }

        FlameGraphPair run() {
            while (i < before.size() || j < after.size()) {
                int order = order();
                int depth = order <= 0 ? before.depth(i) : after.depth(j);
                int function = order <= 0 ? ofBefore[before.function(i)] : ofAfter[after.function(j)];
                open(left, depth, function);
                open(right, depth, function);
                if (order <= 0) {
                    left.addSelf(before.self(i++));
                }
                if (order >= 0) {
                    right.addSelf(after.self(j++));
                }
            }
            List<Function> all = Arrays.asList(functions);
            return new FlameGraphPair(left.graph(all, -1, 0), right.graph(all, -1, 0));
        }

        private static void open(NodeColumns nodes, int depth, int function) {
            nodes.closeTo(depth);
            nodes.open(function);
        }

        /// Which comes next: the one of before (negative), of after (positive), or both as one.
        private int order() {
            if (i == before.size() || j == after.size()) {
                return i == before.size() ? 1 : -1;
            }
            int deeperFirst = Integer.compare(after.depth(j), before.depth(i));
            return deeperFirst != 0 ? deeperFirst : Function.BY_NAME.compare(before.functionOf(i), after.functionOf(j));
        }
    }
}
