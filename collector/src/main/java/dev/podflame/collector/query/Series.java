package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/// One container or process that samples come from.
///
/// @param serviceId the service it belongs to
/// @param runtime language runtime, empty if unknown
/// @param labels resource attributes by their OpenTelemetry names
/// @param firstSeen seconds since the Unix epoch
/// @param lastSeen seconds since the Unix epoch
public record Series(
        long serviceId, long id, String runtime, Map<String, String> labels, long firstSeen, long lastSeen) {
    public Series {
        requireNonNull(runtime, "runtime is null");
        labels = Map.copyOf(labels);
    }

    /// What shares one set of counters: the container, or else the series itself.
    String counterOwner() {
        String container = labels.get("container.id");
        return container == null || container.isEmpty() ? Long.toUnsignedString(id) : container;
    }
}
