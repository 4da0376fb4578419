package dev.podflame.collector.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Sums up what several owners have of something, such as memory, per step.
///
/// An owner that began or ended within a step counts for the part of it that it was there. So a
/// container and the one that it was restarted as aren't twice as much in the step that has both. A
/// step that nothing fills is divided by the part that is filled: what begins with a service doesn't
/// look like half of it. Not thread-safe.
final class Gauge {
    /// Readings come every 10 s, and each stands for the time around it.
    private static final int HALF_SECONDS = TimeRange.BUCKET_SECONDS / 2;

    private final Steps steps;
    private final double[] sums;
    private final double[] parts;
    private final Map<Long, Newest> newestOf = new HashMap<>();
    private long newestTime;

    /// The last step of an owner so far.
    ///
    /// @param part how much of the step it was there for, if it went on to be there
    private record Newest(int step, double mean, double part, long time) {}

    Gauge(Steps steps) {
        this.steps = steps;
        sums = new double[steps.count()];
        parts = new double[steps.count()];
    }

    /// Adds what an owner had in a step, each owner's steps in the order of time.
    ///
    /// @param firstTime of its readings in the step, seconds since the Unix epoch
    /// @param lastTime of its readings in the step
    void add(long owner, int step, long firstTime, long lastTime, double mean) {
        Newest before = newestOf.get(owner);
        double part = 1;
        if (before != null) {
            count(before.step, before.mean, before.part);
        } else {
            part = part(step, firstTime - HALF_SECONDS, endOf(step));
        }
        newestOf.put(owner, new Newest(step, mean, part, lastTime));
        newestTime = Math.max(newestTime, lastTime);
    }

    /// The sum per step, NaN where nothing was read. To be asked for when everything is added.
    double[] values() {
        double[] whole = sums.clone();
        double[] filled = parts.clone();
        newestOf.forEach((_, newest) -> {
            // Whoever was heard of as lately as others goes on; their next readings haven't come in yet.
            boolean ended = newest.time + Counters.GAP_SECONDS < newestTime;
            long end = newest.time + HALF_SECONDS;
            double part = ended ? newest.part * part(newest.step, endOf(newest.step - 1), end) : newest.part;
            if (newest.step >= 0 && newest.step < whole.length) {
                whole[newest.step] += newest.mean * part;
                filled[newest.step] += part;
            }
        });
        double[] values = new double[whole.length];
        Arrays.setAll(values, i -> filled[i] == 0 ? Double.NaN : whole[i] / Math.min(1, filled[i]));
        return values;
    }

    private void count(int step, double mean, double part) {
        if (step >= 0 && step < sums.length) {
            sums[step] += mean * part;
            parts[step] += part;
        }
    }

    private long endOf(int step) {
        return steps.start() + (step + 1L) * steps.seconds();
    }

    private double part(int step, long from, long to) {
        long begin = Math.max(from, endOf(step - 1));
        long end = Math.min(to, endOf(step));
        return Math.clamp((double) (end - begin) / steps.seconds(), 0.01, 1);
    }
}
