package dev.podflame.collector.store;

import java.util.Arrays;

/// The stacks of a segment in the order of their ids, as ClickHouse sorts `UInt64`.
final class StackOrder {
    private final int[] byRank;
    private final int[] ranks;

    StackOrder(StackTable stacks) {
        Integer[] order = new Integer[stacks.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Long.compareUnsigned(stacks.id(a), stacks.id(b)));
        byRank = new int[order.length];
        ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            byRank[rank] = order[rank];
            ranks[order[rank]] = rank;
        }
    }

    int rank(int stack) {
        return ranks[stack];
    }

    int stack(int rank) {
        return byRank[rank];
    }
}
