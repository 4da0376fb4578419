package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/// What the series of a service say of it, or of the part of it that is on one host.
///
/// @param key what its figures are filed under
/// @param runtimes language runtimes of its series
/// @param series number of series seen in the range
/// @param pods number of pods among them
/// @param containers number of containers among them
/// @param firstSeen seconds since the Unix epoch; may lie before the range
/// @param lastSeen seconds since the Unix epoch; may lie after the range
record KnownService(
        ServiceKey key,
        String namespace,
        String service,
        Set<String> runtimes,
        long series,
        long pods,
        long containers,
        long firstSeen,
        long lastSeen) {
    /// `lastSeen` is written once a minute at most: what is in use now may be that far behind.
    private static final long SLACK_SECONDS = 60;

    /// A service, or its part on a host.
    ///
    /// @param host empty for all of the service
    record ServiceKey(long service, String host) {
        ServiceKey {
            requireNonNull(host, "host is null");
        }
    }

    KnownService {
        runtimes = Set.copyOf(runtimes);
    }

    /// For how many seconds of the range it was there: from its first sign of life to its last.
    long secondsIn(TimeRange range) {
        long begin = Math.max(range.from(), firstSeen);
        long end = Math.min(range.to(), lastSeen + SLACK_SECONDS);
        return Math.max(TimeRange.BUCKET_SECONDS, end - begin);
    }
}
