package dev.podflame.agent.sample;

import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.HandOver.Verdict;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Samples of eBPF that wait until it is known whether async-profiler counted the same time, in the order in which they
/// came. Owned by the thread that works on samples.
final class AwaitedWindows {

    /// Those of 100 busy CPUs at 19 Hz for the 20 s that a window may take.
    private static final int MAX_SAMPLES = 40_000;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int samples;

    /// @param profiles one profile, with no more stacks than it needs
    record Waiting(SelectedProcess process, Profiles profiles) {

        ResourceProfile profile() {
            return profiles.profiles().getFirst();
        }

        boolean isOpen(HandOver handOver) {
            Samples own = profile().samples();
            for (int i = 0; i < own.size(); i++) {
                if (handOver.verdict(process.key(), own.timeNanos(i)) == Verdict.OPEN) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Takes samples in, unless there are too many already.
    boolean add(SelectedProcess process, Profiles message, ResourceProfile profile) {
        if (samples + profile.samples().size() > MAX_SAMPLES) {
            return false;
        }
        waiting.add(new Waiting(process, HeldSamples.compact(message, profile)));
        samples += profile.samples().size();
        return true;
    }

    /// Gives away what needn't wait any longer.
    List<Waiting> takeSettled(HandOver handOver) {
        List<Waiting> settled = new ArrayList<>();
        for (Iterator<Waiting> oldestFirst = waiting.iterator(); oldestFirst.hasNext(); ) {
            Waiting each = oldestFirst.next();
            if (!each.isOpen(handOver)) {
                oldestFirst.remove();
                settled.add(each);
                samples -= each.profile().samples().size();
            }
        }
        return settled;
    }
}
