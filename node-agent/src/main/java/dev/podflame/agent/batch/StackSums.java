package dev.podflame.agent.batch;

import java.util.Arrays;

/// Sums by stack, in one open-addressed table of primitive columns. Not thread-safe.
final class StackSums {
    private static final int FREE = -1;

    private int size;
    private int[] stacks = new int[16];
    private long[] sums = new long[16];

    StackSums() {
        Arrays.fill(stacks, FREE);
    }

    /// Adds to the stack's sum; a sum past 2⁶³−1 stays there.
    void add(int stack, long value) {
        int at = slot(stack);
        if (stacks[at] == FREE) {
            if (size >= stacks.length / 2) {
                grow();
                at = slot(stack);
            }
            stacks[at] = stack;
            size++;
        }
        long sum = sums[at] + value;
        sums[at] = sum < 0 ? Long.MAX_VALUE : sum;
    }

    int size() {
        return size;
    }

    interface Visitor {
        void sum(int stack, long sum);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < stacks.length; i++) {
            if (stacks[i] != FREE) {
                visitor.sum(stacks[i], sums[i]);
            }
        }
    }

    private int slot(int stack) {
        // Stack indexes are dense, so the multiplication only breaks up runs.
        int at = ((stack * 0x9E3779B9) >>> 1) & (stacks.length - 1);
        while (stacks[at] != FREE && stacks[at] != stack) {
            at = (at + 1) & (stacks.length - 1);
        }
        return at;
    }

    private void grow() {
        int[] oldStacks = stacks;
        long[] oldSums = sums;
        stacks = new int[oldStacks.length * 2];
        sums = new long[oldSums.length * 2];
        Arrays.fill(stacks, FREE);
        for (int i = 0; i < oldStacks.length; i++) {
            if (oldStacks[i] != FREE) {
                int at = slot(oldStacks[i]);
                stacks[at] = oldStacks[i];
                sums[at] = oldSums[i];
            }
        }
    }
}
