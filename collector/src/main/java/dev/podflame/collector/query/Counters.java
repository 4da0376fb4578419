package dev.podflame.collector.query;

import java.util.HashMap;
import java.util.Map;

/// Turns readings of counters that only grow (CPU seconds since the start of a process) into growth per step.
///
/// Readings come summed up per step: first and last reading, and the growth between them. What grew from the
/// last reading of one step to the first of the next is spread evenly over the time between, so that readings
/// need not lie on the edges of steps. A smaller value means that the counter began anew. Two readings that are
/// further apart than readings usually come are a gap: nobody knows when the growth between them happened, so it
/// shows nowhere. Not thread-safe.
final class Counters {
    /// The longest gap between readings of agents: they come every 10 s; three lost ones in a row may be bridged.
    static final int GAP_SECONDS = 45;

    private final Steps steps;
    private final int gapSeconds;
    private final double[] growth;
    private final double[] covered;
    private final Map<String, Reading> lastReadings = new HashMap<>();

    private record Reading(long time, double value) {}

    Counters(Steps steps) {
        this(steps, GAP_SECONDS);
    }

    Counters(Steps steps, int gapSeconds) {
        this.steps = steps;
        this.gapSeconds = gapSeconds;
        growth = new double[steps.count()];
        covered = new double[steps.count()];
    }

    /// Adds what one counter read within a step, steps in the order of time.
    ///
    /// @param counter whose it is
    /// @param inner growth from the first to the last reading
    void add(String counter, long firstTime, double firstValue, long lastTime, double lastValue, double inner) {
        Reading before = lastReadings.put(counter, new Reading(lastTime, lastValue));
        if (before != null && firstTime > before.time && firstTime - before.time <= gapSeconds) {
            double grown = firstValue >= before.value ? firstValue - before.value : firstValue;
            spread(before.time, firstTime, grown);
        }
        if (lastTime > firstTime) {
            spread(firstTime, lastTime, inner);
        }
    }

    private void spread(long begin, long end, double grown) {
        for (long time = begin; time < end; ) {
            int step = (int) Math.floorDiv(time - steps.start(), (long) steps.seconds());
            long stepEnd = Math.min(end, steps.start() + (step + 1L) * steps.seconds());
            if (step >= 0 && step < growth.length) {
                growth[step] += grown * (stepEnd - time) / (end - begin);
                covered[step] =
                        Math.max(covered[step], (double) (stepEnd - steps.start() - (long) step * steps.seconds()));
            }
            time = stepEnd;
        }
    }

    boolean isEmpty() {
        for (double seconds : covered) {
            if (seconds > 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether any counter was read in the step.
    boolean isCovered(int step) {
        return covered[step] > 0;
    }

    double growth(int step) {
        return growth[step];
    }

    /// Growth per second, NaN where nothing was read. The step that the newest reading lies in counts only up to that
    /// reading, and not at all if that is less than half of it.
    double perSecond(int step) {
        if (covered[step] == 0) {
            return Double.NaN;
        }
        boolean newest = step == growth.length - 1 || covered[step + 1] == 0;
        double seconds = newest ? covered[step] : steps.seconds();
        return seconds * 2 < steps.seconds() ? Double.NaN : growth[step] / seconds;
    }
}
