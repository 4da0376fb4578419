package dev.podflame.collector.query;

import java.util.List;
import java.util.Set;

/// A service as the list of services shows it, or its part on one host.
///
/// @param host empty for all of the service
/// @param runtimes language runtimes of its series
/// @param types profile types that it has samples of in the range
/// @param series number of series seen in the range
/// @param pods number of pods that they are in
/// @param containers number of containers that they are in
/// @param cpuCores mean CPU in use while it was there, NaN if unknown
/// @param cpuCoresBefore the same in the window of the same length before the range
/// @param memoryBytes mean memory in use while it was measured, NaN if unknown
/// @param memoryBytesBefore the same in the window before
/// @param firstSeen seconds since the Unix epoch
/// @param lastSeen seconds since the Unix epoch
/// @param sparkline CPU in use per step, NaN where unknown
public record ServiceSummary(
        String namespace,
        String service,
        String host,
        Set<String> runtimes,
        Set<String> types,
        long series,
        long pods,
        long containers,
        double cpuCores,
        double cpuCoresBefore,
        double memoryBytes,
        double memoryBytesBefore,
        long firstSeen,
        long lastSeen,
        List<Double> sparkline) {

    public ServiceSummary {
        runtimes = Set.copyOf(runtimes);
        types = Set.copyOf(types);
        sparkline = List.copyOf(sparkline);
    }
}
