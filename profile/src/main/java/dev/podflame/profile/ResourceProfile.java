package dev.podflame.profile;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The samples of one series (a container or a process) and one profile type.
///
/// @param attributes OpenTelemetry resource attributes that name the series, sorted by name
/// @param type what was measured
/// @param startNanos begin of the period that the samples are from, nanoseconds since the Unix epoch
/// @param durationNanos length of that period
/// @param samples what was measured, on stacks of the enclosing [Profiles]
public record ResourceProfile(
        Map<String, String> attributes, ProfileType type, long startNanos, long durationNanos, Samples samples) {

    public ResourceProfile {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        requireNonNull(type, "type is null");
        requireNonNull(samples, "samples is null");
    }
}
