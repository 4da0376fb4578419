package dev.podflame.collector.query;

import java.util.List;
import java.util.Set;

/// A service as the list of services shows it.
///
/// @param runtimes language runtimes of its series
/// @param types profile types that it has samples of in the range
/// @param series number of series seen in the range
/// @param cpuCores mean CPU in use, NaN if unknown
/// @param memoryBytes mean memory in use, NaN if unknown
/// @param lastSeen seconds since the Unix epoch
/// @param sparkline CPU in use per step, NaN where unknown
public record ServiceSummary(
        String namespace,
        String service,
        Set<String> runtimes,
        Set<String> types,
        long series,
        double cpuCores,
        double memoryBytes,
        long lastSeen,
        List<Double> sparkline) {

    public ServiceSummary {
        runtimes = Set.copyOf(runtimes);
        types = Set.copyOf(types);
        sparkline = List.copyOf(sparkline);
    }
}
