package dev.podflame.collector.ingest;

import java.time.Duration;

/// How large the spool and its parts may grow.
///
/// @param totalBytes all segments together; beyond, senders are told to come again later
/// @param segmentBytes a segment is closed when its file is this large
/// @param segmentItems or holds this many samples: one insert must stay one block of ClickHouse's, which is what makes
///     a repeated insert all or nothing
/// @param segmentAge or is this old and nothing waits before it
/// @param retainedBytes decoded batches kept in memory for the next stage; what doesn't fit is read from disk again
public record SpoolLimits(
        long totalBytes, long segmentBytes, long segmentItems, Duration segmentAge, long retainedBytes) {

    public static final SpoolLimits DEFAULT =
            new SpoolLimits(2L << 30, 128L << 20, 500_000, Duration.ofSeconds(2), 96L << 20);

    public SpoolLimits {
        if (totalBytes <= 0 || segmentBytes <= 0 || segmentItems <= 0 || segmentAge.isNegative() || retainedBytes < 0) {
            throw new IllegalArgumentException("limits of the spool must be positive");
        }
    }
}
