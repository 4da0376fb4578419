package dev.podflame.collector.flamegraph;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Merged profiles for tests, written as folded stacks (`a;b;c 5`) or made at random.
final class Stacks {
    private Stacks() {}

    record Folded(List<String> names, long value) {}

    static MergedProfile of(String... folded) {
        List<Folded> stacks = new ArrayList<>();
        for (String line : folded) {
            int space = line.lastIndexOf(' ');
            List<String> names =
                    space == 0 ? List.of() : List.of(line.substring(0, space).split(";", -1));
            stacks.add(new Folded(names, Long.parseLong(line.substring(space + 1))));
        }
        return of(stacks);
    }

    static MergedProfile of(List<Folded> folded) {
        List<Frame> frames = new ArrayList<>();
        Map<String, Integer> indexes = new HashMap<>();
        List<int[]> stacks = new ArrayList<>();
        long[] values = new long[folded.size()];
        for (int i = 0; i < values.length; i++) {
            List<String> names = folded.get(i).names();
            int[] stack = new int[names.size()];
            for (int d = 0; d < stack.length; d++) {
                stack[d] = indexes.computeIfAbsent(names.get(d), name -> {
                    frames.add(Frame.of(name, "app", FrameKind.GO));
                    return frames.size() - 1;
                });
            }
            stacks.add(stack);
            values[i] = folded.get(i).value();
        }
        return new MergedProfile(ProfileType.CPU, 0, 60_000, frames, stacks, values);
    }

    static MergedProfile shuffled(MergedProfile profile, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < profile.values().length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<int[]> stacks = new ArrayList<>();
        long[] values = new long[order.size()];
        for (int i = 0; i < values.length; i++) {
            stacks.add(profile.stacks().get(order.get(i)));
            values[i] = profile.values()[order.get(i)];
        }
        return new MergedProfile(profile.type(), 0, 60_000, profile.frames(), stacks, values);
    }

    /// Few names, so that stacks share prefixes, repeat, continue each other and recurse.
    static Arbitrary<MergedProfile> any() {
        Arbitrary<List<String>> names =
                Arbitraries.of("a", "b", "c", "d", "e").list().ofMaxSize(8);
        Arbitrary<Long> values = Arbitraries.longs().between(0, 1000);
        return names.flatMap(stack -> values.map(value -> new Folded(stack, value)))
                .list()
                .ofMaxSize(60)
                .map(Stacks::of);
    }

    /// The same stacks, each below one of so many threads and one of two states, dealt out in turn.
    static MergedProfile withThreads(MergedProfile profile, int threads) {
        List<Frame> frames = new ArrayList<>(profile.frames());
        int firstThread = frames.size();
        for (int i = 0; i < threads; i++) {
            frames.add(Frame.of("worker-" + (char) ('a' + i), "", FrameKind.THREAD));
        }
        int firstState = frames.size();
        frames.add(Frame.of("runnable", "", FrameKind.THREAD_STATE));
        frames.add(Frame.of("waiting", "", FrameKind.THREAD_STATE));
        List<int[]> stacks = new ArrayList<>();
        for (int i = 0; i < profile.stacks().size(); i++) {
            int[] stack = profile.stacks().get(i);
            int[] below = new int[stack.length + 2];
            below[0] = firstThread + i % threads;
            below[1] = firstState + i / threads % 2;
            System.arraycopy(stack, 0, below, 2, stack.length);
            stacks.add(below);
        }
        return new MergedProfile(
                profile.type(), profile.startMillis(), profile.endMillis(), frames, stacks, profile.values());
    }

    /// A large service: random walks down a call tree in which few calls are hot.
    static MergedProfile large(int stackCount, int names, long seed) {
        Random random = new Random(seed);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            String name = "com.example.shop.module" + i % 97 + ".Component" + i % 1013 + ".method" + i;
            frames.add(Frame.of(name, "shop.jar", FrameKind.JVM));
        }
        List<int[]> stacks = new ArrayList<>();
        long[] values = new long[stackCount];
        for (int i = 0; i < stackCount; i++) {
            int depth = 30 + random.nextInt(20);
            int[] stack = new int[depth];
            int branch = 0;
            for (int d = 0; d < depth; d++) {
                boolean leavesPath = random.nextDouble() < 0.0045 * d;
                branch = branch * 31 + (leavesPath ? 1 + random.nextInt(6) : 0);
                stack[d] = Math.floorMod(branch * 7919 + d * 104729, names);
            }
            stacks.add(stack);
            values[i] = 1 + (long) (1e9 * Math.pow(random.nextDouble(), 6));
        }
        return new MergedProfile(ProfileType.CPU, 0, 3_600_000, frames, stacks, values);
    }
}
