package dev.podflame.collector.flamegraph;

import java.util.Arrays;
import java.util.List;

/// Nodes under construction, in preorder: growing columns, and the path of nodes that can still get children. A node
/// gets its total when it is closed. Not thread-safe.
final class NodeColumns {
    private int size;
    private int[] depth;
    private int[] function;
    private long[] self;
    private long[] value;
    private int open = 0;
    private int[] path = new int[64];

    NodeColumns(int expected) {
        depth = new int[expected];
        function = new int[expected];
        self = new long[expected];
        value = new long[expected];
    }

    /// Adds a child to the innermost open node and opens it.
    void open(int functionIndex) {
        if (size == depth.length) {
            int capacity = Math.max(16, size * 2);
            depth = Arrays.copyOf(depth, capacity);
            function = Arrays.copyOf(function, capacity);
            self = Arrays.copyOf(self, capacity);
            value = Arrays.copyOf(value, capacity);
        }
        if (open == path.length) {
            path = Arrays.copyOf(path, open * 2);
        }
        depth[size] = open;
        function[size] = functionIndex;
        path[open++] = size++;
    }

    /// Adds to what the innermost open node weighs alone.
    void addSelf(long weight) {
        int node = path[open - 1];
        self[node] = Math.addExact(self[node], weight);
    }

    /// Closes nodes until that many are left open.
    void closeTo(int remaining) {
        while (open > remaining) {
            int node = path[--open];
            value[node] = Math.addExact(value[node], self[node]);
            if (open > 0) {
                int parent = path[open - 1];
                value[parent] = Math.addExact(value[parent], value[node]);
            }
        }
    }

    int openCount() {
        return open;
    }

    /// The finished tree; `nodesBefore` is its size before pruning, or -1 if it wasn't pruned.
    FlameGraph graph(List<Function> functions, int nodesBefore, int pruned) {
        closeTo(0);
        return new FlameGraph(
                functions,
                Arrays.copyOf(depth, size),
                Arrays.copyOf(function, size),
                Arrays.copyOf(self, size),
                Arrays.copyOf(value, size),
                nodesBefore < 0 ? size : nodesBefore,
                pruned);
    }
}
