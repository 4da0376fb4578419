package dev.podflame.collector.query;

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
    PROCESS_MEMORY("process.memory.usage");

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
