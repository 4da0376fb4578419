package dev.podflame.collector.flamegraph;

import java.util.List;

/// A flame graph: a tree in preorder, root first, one column per property. A node lies at `depth` below the root, runs
/// `functions().get(function)`, and weighs `self` alone and `value` with its callees, so that
/// `value = self + Σ value of its children` holds exactly. Siblings are in the order of their names, a node that stands
/// for cut ones comes last; so the picture keeps its shape when a refresh changes only weights.
///
/// Immutable.
public final class FlameGraph {
    private final List<Function> functions;
    private final int[] depths;
    private final int[] functionIndexes;
    private final long[] selfs;
    private final long[] values;
    private final int nodes;
    private final int pruned;

    /// The arrays are given away, not copied.
    FlameGraph(
            List<Function> functions,
            int[] depths,
            int[] functionIndexes,
            long[] selfs,
            long[] values,
            int nodes,
            int pruned) {
        this.functions = List.copyOf(functions);
        this.depths = depths;
        this.functionIndexes = functionIndexes;
        this.selfs = selfs;
        this.values = values;
        this.nodes = nodes;
        this.pruned = pruned;
    }

    /// Number of nodes in the columns, the root included.
    public int size() {
        return depths.length;
    }

    /// Number of nodes before pruning; the same as [#size] if nothing was cut.
    public int nodes() {
        return nodes;
    }

    /// How many nodes are folded into those named `(other)`.
    public int pruned() {
        return pruned;
    }

    public List<Function> functions() {
        return functions;
    }

    public int depth(int node) {
        return depths[node];
    }

    /// Index into [#functions].
    public int function(int node) {
        return functionIndexes[node];
    }

    public long self(int node) {
        return selfs[node];
    }

    public long value(int node) {
        return values[node];
    }

    /// Weight of everything.
    public long total() {
        return values[0];
    }

    public Function functionOf(int node) {
        return functions.get(functionIndexes[node]);
    }

    /// Number of levels, the root's included.
    public int levels() {
        int deepest = 0;
        for (int depth : depths) {
            deepest = Math.max(deepest, depth);
        }
        return deepest + 1;
    }

    /// How many stacks weigh something, the empty one included.
    int stacks() {
        int stacks = 0;
        for (long self : selfs) {
            stacks += self > 0 ? 1 : 0;
        }
        return stacks;
    }

    /// The largest whole number that divides the weight of every stack, 0 without a stack. If all of them
    /// are sums of samples that weigh the same, it is what one sample weighs, or a multiple of that; the more
    /// stacks there are, the less likely a multiple is. By Euclid's algorithm.
    long divisor() {
        long divisor = 0;
        for (long self : selfs) {
            for (long rest = self; rest != 0; ) {
                long next = divisor % rest;
                divisor = rest;
                rest = next;
            }
        }
        return divisor;
    }

    int[] depths() {
        return depths;
    }

    int[] functionIndexes() {
        return functionIndexes;
    }

    long[] selfs() {
        return selfs;
    }

    long[] values() {
        return values;
    }
}
