package dev.podflame.collector.flamegraph;

import java.util.Arrays;

/// Chooses which nodes of a tree stay when it has to shrink.
///
/// A node is never heavier than its parent and comes after it in preorder. So taking the heaviest, and of
/// equal ones the first, always takes whole paths from the root.
final class HeaviestNodes {
    private HeaviestNodes() {}

    /// Per node whether it is one of the `keep` heaviest, or the only node that would be cut below its
    /// parent: a lone leaf isn't worth replacing, because `(other)` would take its place and say less.
    ///
    /// @param weights of the nodes, none heavier than its parent
    static boolean[] choose(long[] weights, int[] depths, int keep) {
        boolean[] kept = heaviest(weights, keep);
        addLoneLeaves(depths, kept);
        return kept;
    }

    private static boolean[] heaviest(long[] value, int keep) {
        long[] sorted = value.clone();
        Arrays.sort(sorted);
        long least = sorted[sorted.length - keep];
        int heavier = 0;
        for (long weight : value) {
            if (weight > least) {
                heavier++;
            }
        }
        int equalsLeft = keep - heavier;
        boolean[] kept = new boolean[value.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = value[i] > least || (value[i] == least && equalsLeft-- > 0);
        }
        return kept;
    }

    private static void addLoneLeaves(int[] depth, boolean[] kept) {
        int[] path = new int[64];
        int[] cutBelow = new int[kept.length];
        int[] lastCut = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            if (depth[i] == path.length) {
                path = Arrays.copyOf(path, path.length * 2);
            }
            path[depth[i]] = i;
            if (!kept[i]) {
                int parent = path[depth[i] - 1];
                cutBelow[parent]++;
                lastCut[parent] = i;
            }
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] && cutBelow[i] == 1 && cutBelow[lastCut[i]] == 0) {
                kept[lastCut[i]] = true;
            }
        }
    }
}
