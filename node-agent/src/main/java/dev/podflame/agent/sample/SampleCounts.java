package dev.podflame.agent.sample;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// How many samples came, and what became of them. Safe to use from any thread.
public final class SampleCounts {
    /// What becomes of a sample.
    public enum Fate {
        /// Its process is selected.
        KEPT,
        /// Its process isn't selected, or it came without a pid.
        NOT_SELECTED,
        /// Its target doesn't ask for CPU time.
        NOT_ASKED,
        /// async-profiler has counted the same time of the same JVM.
        PROFILED_BY_JVM_ENGINE,
        /// It would have had to wait for what async-profiler says, and too many were waiting already.
        HOLD_FULL,
        /// It is older than the process that now has its pid.
        PID_REUSED,
        /// It came faster than it could be worked on; counted in messages.
        QUEUE_FULL,
        /// The message was no valid OTLP; counted in messages.
        MALFORMED,
        /// Its time is too far from now.
        BAD_TIME,
        /// The batch being built had no room for another stack.
        BATCH_FULL;

        /// The name on `/metrics`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Fate, AtomicLong> counts = new EnumMap<>(Fate.class);

    public SampleCounts() {
        for (Fate fate : Fate.values()) {
            counts.put(fate, new AtomicLong());
        }
    }

    public void add(Fate fate, long count) {
        requireNonNull(counts.get(fate)).addAndGet(count);
    }

    public long of(Fate fate) {
        return requireNonNull(counts.get(fate)).get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
