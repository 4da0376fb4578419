package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachedJvm;

/// Measures what profiling costs a JVM, by async-profiler's own counters. Belongs to one session.
final class CostMeter {

    /// What a sample costs beside walking its stack: the signal, its handler, the timer.
    static final long SIGNAL_NANOS = 6_000;

    private final AttachedJvm jvm;
    private Cost cost = Cost.UNKNOWN;
    private ProfilerMetrics last = ProfilerMetrics.NONE;
    private long lastNanos = System.nanoTime();

    CostMeter(AttachedJvm jvm) {
        this.jvm = jvm;
    }

    /// A recording has begun, and its counters are at zero.
    void restart() {
        last = ProfilerMetrics.NONE;
        lastNanos = System.nanoTime();
    }

    /// The cost since the last time.
    Cost measure() throws AttachException {
        ProfilerMetrics now = ProfilerMetrics.parse(jvm.run(Commands.METRICS));
        long nanos = System.nanoTime();
        cost = now.since(last, nanos - lastNanos, SIGNAL_NANOS);
        last = now;
        lastNanos = nanos;
        return cost;
    }

    /// What the memory that was measured last is for.
    String memoryWords() {
        return last.memoryWords();
    }

    /// The cost that was measured last.
    Cost cost() {
        return cost;
    }
}
