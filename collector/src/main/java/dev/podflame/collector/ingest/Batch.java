package dev.podflame.collector.ingest;

import dev.podflame.profile.Profiles;
import java.util.List;
import java.util.Map;

/// A request's content, checked and cleaned.
public sealed interface Batch {

    /// Number of samples or points.
    int size();

    /// Rough size in memory.
    long bytes();

    /// Samples of several series. Every location is a frame: addresses that nobody could name have become
    /// `module+0xoffset`.
    record ProfileBatch(Profiles profiles) implements Batch {
        @Override
        public int size() {
            return profiles.sampleCount();
        }

        @Override
        public long bytes() {
            long frames = 0;
            for (int[] stack : profiles.stacks()) {
                frames += 6 + stack.length;
            }
            return 20L * size() + 4 * frames + 160L * profiles.locations().size();
        }
    }

    /// Resource usage of several series.
    record UsageBatch(List<UsagePoint> points) implements Batch {
        public UsageBatch {
            points = List.copyOf(points);
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public long bytes() {
            return 64L * points.size();
        }
    }

    /// One measurement.
    ///
    /// @param attributes resource attributes of the series, sorted by name
    /// @param metric OpenTelemetry's name of the metric
    /// @param timeNanos when it was measured, nanoseconds since the Unix epoch
    /// @param value gauge, or cumulative sum, in the metric's unit
    record UsagePoint(Map<String, String> attributes, String metric, long timeNanos, double value) {}
}
