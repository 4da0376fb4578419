package dev.podflame.agent.batch;

import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sums named samples up by series, stack and slot of 20 ms; a period begins at every full 10 seconds of wall clock.
/// Owned by the thread that names samples.
public final class BatchBuilder {
    /// Length of a period.
    public static final Duration PERIOD = Duration.ofSeconds(10);

    /// How long after its end a period waits for samples: the engine reports every 5 s ± 20 %.
    public static final Duration GRACE = Duration.ofSeconds(7);

    private static final long PERIOD_NANOS = PERIOD.toNanos();
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MAX_STACKS = 50_000;
    private static final int UNKNOWN = -1;

    private final SampleCounts counts;
    private final Map<Long, BatchPeriod> periods = new TreeMap<>();

    public BatchBuilder(SampleCounts counts) {
        this.counts = counts;
    }

    /// Adds samples. Those whose time is more than ten minutes from now are dropped and counted: the wrong clock would
    /// put them where nobody looks, or past the store's retention.
    public void add(Profiles profiles, long nowNanos) {
        Map<Long, int[]> stacksByPeriod = new HashMap<>();
        for (ResourceProfile profile : profiles.profiles()) {
            Samples samples = profile.samples();
            for (int i = 0; i < samples.size(); i++) {
                long time = samples.timeNanos(i);
                if (Math.abs(time - nowNanos) > MAX_AGE_NANOS) {
                    counts.add(Fate.BAD_TIME, 1);
                    continue;
                }
                long start = Math.floorDiv(time, PERIOD_NANOS) * PERIOD_NANOS;
                BatchPeriod period = periods.computeIfAbsent(start, BatchPeriod::new);
                int[] known = stacksByPeriod.computeIfAbsent(start, s -> unknown(profiles));
                int stack = stack(period, profiles, samples.stack(i), known);
                if (stack == UNKNOWN) {
                    counts.add(Fate.BATCH_FULL, 1);
                    continue;
                }
                period.add(profile.attributes(), profile.type(), stack, time, samples.value(i));
            }
        }
    }

    /// Index of a message's stack among the period's; [#UNKNOWN] if there is no room for another one.
    private static int stack(BatchPeriod period, Profiles profiles, int stack, int[] known) {
        if (known[stack] == UNKNOWN && period.stackCount() < MAX_STACKS) {
            known[stack] = period.stack(profiles.stack(stack));
        }
        return known[stack];
    }

    private static int[] unknown(Profiles profiles) {
        int[] stacks = new int[profiles.stacks().size()];
        Arrays.fill(stacks, UNKNOWN);
        return stacks;
    }

    /// Takes out the periods that are over, oldest first, each as one batch.
    public List<Profiles> takeComplete(long nowNanos) {
        return take(nowNanos - GRACE.toNanos() - PERIOD_NANOS);
    }

    /// Takes out everything, at the end.
    public List<Profiles> takeAll() {
        return take(Long.MAX_VALUE);
    }

    private List<Profiles> take(long startedUntilNanos) {
        List<Profiles> complete = new ArrayList<>();
        Iterator<Map.Entry<Long, BatchPeriod>> oldestFirst = periods.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Long, BatchPeriod> period = oldestFirst.next();
            if (period.getKey() > startedUntilNanos) {
                break;
            }
            complete.add(period.getValue().profiles(PERIOD_NANOS));
            oldestFirst.remove();
        }
        return complete;
    }
}
