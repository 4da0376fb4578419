package dev.podflame.collector.flamegraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a tree to a number of nodes without cutting its truth: the heaviest nodes stay, and the cut
/// children of each node become one child [Function#OTHER] with their weight, so every sum stays exact.
public final class FlameGraphPruner {
    private static final int NONE = -1;
    private static final long NOTHING_CUT = -1;

    private final FlameGraph graph;
    private final boolean[] kept;
    private final NodeColumns nodes;
    private final int[] newIndex;
    private final List<Function> functions = new ArrayList<>();
    /// By depth of the open nodes: the weight that was cut below each, or [#NOTHING_CUT].
    private long[] cutWeight = new long[64];

    private int other = NONE;
    private int pruned;

    private FlameGraphPruner(FlameGraph graph, boolean[] kept) {
        this.graph = graph;
        this.kept = kept;
        nodes = new NodeColumns(1024);
        newIndex = new int[graph.functions().size()];
        Arrays.fill(newIndex, NONE);
    }

    /// The graph itself if it has at most `keep` nodes; else one with the `keep` heaviest nodes, and at
    /// most one child more per node for what was cut below it. Functions that are left without a node are
    /// left out.
    public static FlameGraph prune(FlameGraph graph, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep is " + keep);
        }
        return graph.size() <= keep ? graph : prune(graph, HeaviestNodes.choose(graph.values(), graph.depths(), keep));
    }

    /// One with the nodes that are marked to be kept, of which each has its parent among them. Where
    /// something is cut below a node depends on the marks alone, not on weights.
    static FlameGraph prune(FlameGraph graph, boolean[] kept) {
        return new FlameGraphPruner(graph, kept).run();
    }

    private FlameGraph run() {
        int node = 0;
        while (node < graph.size()) {
            closeTo(graph.depth(node));
            node = kept[node] ? keep(node) : cut(node);
        }
        closeTo(0);
        return nodes.graph(functions, graph.size(), pruned);
    }

    private int keep(int node) {
        int depth = nodes.openCount();
        if (depth == cutWeight.length) {
            cutWeight = Arrays.copyOf(cutWeight, depth * 2);
        }
        cutWeight[depth] = NOTHING_CUT;
        nodes.open(indexOf(graph.function(node)));
        nodes.addSelf(graph.self(node));
        return node + 1;
    }

    /// Adds the subtree to what its parent lost and returns the node after it.
    private int cut(int node) {
        int depth = graph.depth(node);
        int end = node + 1;
        while (end < graph.size() && graph.depth(end) > depth) {
            end++;
        }
        pruned += end - node;
        cutWeight[depth - 1] = Math.addExact(Math.max(0, cutWeight[depth - 1]), graph.value(node));
        return end;
    }

    private void closeTo(int remaining) {
        while (nodes.openCount() > remaining) {
            int depth = nodes.openCount() - 1;
            if (cutWeight[depth] != NOTHING_CUT) {
                nodes.open(otherIndex());
                nodes.addSelf(cutWeight[depth]);
            }
            nodes.closeTo(depth);
        }
    }

    private int indexOf(int oldFunction) {
        if (newIndex[oldFunction] == NONE) {
            newIndex[oldFunction] = functions.size();
            functions.add(graph.functions().get(oldFunction));
        }
        return newIndex[oldFunction];
    }

    private int otherIndex() {
        if (other == NONE) {
            other = functions.size();
            functions.add(Function.OTHER);
        }
        return other;
    }
}
