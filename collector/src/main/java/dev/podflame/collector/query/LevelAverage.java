package dev.podflame.collector.query;

import dev.podflame.collector.query.ThreadSums.Named;
import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Turns a level's sums over the snapshots of several minutes into its average, in whole units.
///
/// Stacks are put in the order of the tree that they make. With `C` the running sum in that order and `n` the minutes,
/// a stack gets `⌊C/n⌋` behind it less `⌊C/n⌋` before it. So the total is `⌊sum/n⌋`, whole numbers still add up, and
/// since a subtree is a run of neighbours, every node of the tree is less than one unit off its exact average, however
/// many stacks lie below it.
public final class LevelAverage {
    private static final Comparator<Frame> AS_IN_THE_TREE = Comparator.comparing(Frame::name)
            .thenComparing(Frame::kind)
            .thenComparing(Frame::module)
            .thenComparing(Frame::file);

    private final long minutes;
    private long sum;

    private LevelAverage(long minutes) {
        if (minutes < 1) {
            throw new IllegalArgumentException("an average over " + minutes + " minutes");
        }
        this.minutes = minutes;
    }

    /// The average of a profile of sums. Stacks that weigh less than a unit may be left without one.
    public static MergedProfile of(MergedProfile sums, int minutes) {
        int[] rank = ranks(sums.frames());
        List<Ranked> sorted = new ArrayList<>(sums.values().length);
        for (int i = 0; i < sums.values().length; i++) {
            int[] stack = sums.stacks().get(i);
            int[] path = new int[stack.length];
            for (int d = 0; d < path.length; d++) {
                path[d] = rank[stack[d]];
            }
            sorted.add(new Ranked(i, path));
        }
        sorted.sort((a, b) -> Arrays.compare(a.path, b.path));
        LevelAverage average = new LevelAverage(minutes);
        List<int[]> stacks = new ArrayList<>(sorted.size());
        long[] values = new long[sorted.size()];
        for (Ranked one : sorted) {
            long value = average.next(sums.values()[one.stack]);
            if (value > 0) {
                values[stacks.size()] = value;
                stacks.add(sums.stacks().get(one.stack));
            }
        }
        return new MergedProfile(
                sums.type(),
                sums.startMillis(),
                sums.endMillis(),
                sums.frames(),
                stacks,
                Arrays.copyOf(values, stacks.size()));
    }

    /// The averages of sums by name, in the given order; their total is that of the profile.
    public static List<Named> of(List<Named> sums, int minutes) {
        LevelAverage average = new LevelAverage(minutes);
        return sums.stream()
                .map(sum -> new Named(sum.name(), average.next(sum.value())))
                .toList();
    }

    private long next(long value) {
        long before = sum / minutes;
        sum = Math.addExact(sum, value);
        return sum / minutes - before;
    }

    /// Equal numbers for frames that are one function in the tree.
    private static int[] ranks(List<Frame> frames) {
        List<Integer> order = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> AS_IN_THE_TREE.compare(frames.get(a), frames.get(b)));
        int[] ranks = new int[frames.size()];
        for (int i = 1; i < ranks.length; i++) {
            int frame = order.get(i);
            int before = order.get(i - 1);
            boolean same = AS_IN_THE_TREE.compare(frames.get(before), frames.get(frame)) == 0;
            ranks[frame] = ranks[before] + (same ? 0 : 1);
        }
        return ranks;
    }

    /// A stack by its number, and its frames' ranks.
    private static final class Ranked {
        private final int stack;
        private final int[] path;

        Ranked(int stack, int[] path) {
            this.stack = stack;
            this.path = path;
        }
    }
}
