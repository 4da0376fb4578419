package dev.podflame.collector.query;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What is measured of containers and processes beside samples, by OpenTelemetry's names.
enum UsageMetric {
    CONTAINER_CPU("container.cpu.time"),
    CONTAINER_CPU_LIMIT("container.cpu.limit"),
    CONTAINER_CPU_PERIODS("container.cpu.periods"),
    CONTAINER_CPU_THROTTLED("container.cpu.throttled.periods"),
    CONTAINER_MEMORY("container.memory.working_set"),
    CONTAINER_MEMORY_LIMIT("container.memory.limit"),
    PROCESS_CPU("process.cpu.time"),
    PROCESS_MEMORY("process.memory.usage"),
    HTTP_REQUESTS("http.server.request.duration"),
    RPC_REQUESTS("rpc.server.call.duration");

    /// What services count of themselves: requests served. Of these histograms the count is stored.
    static final Set<UsageMetric> REQUESTS = Collections.unmodifiableSet(EnumSet.of(HTTP_REQUESTS, RPC_REQUESTS));

    /// What agents measure.
    static final Set<UsageMetric> RESOURCES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(HTTP_REQUESTS, RPC_REQUESTS)));

    final String wireName;

    UsageMetric(String wireName) {
        this.wireName = wireName;
    }

    /// The names of some as a list in SQL.
    static String list(Set<UsageMetric> metrics) {
        return metrics.stream()
                .sorted()
                .map(metric -> "'" + metric.wireName + "'")
                .collect(Collectors.joining(", "));
    }

    static UsageMetric of(String wireName) {
        for (UsageMetric metric : values()) {
            if (metric.wireName.equals(wireName)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("not asked for: " + wireName);
    }
}
