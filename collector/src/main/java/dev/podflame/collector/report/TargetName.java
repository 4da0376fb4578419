package dev.podflame.collector.report;

import io.micronaut.serde.annotation.Serdeable;

/// Names a target.
///
/// @param kind ProfilingTarget or ClusterProfilingTarget
/// @param namespace empty for a ClusterProfilingTarget
@Serdeable
public record TargetName(String kind, String namespace, String name) {
    public static final String NAMESPACED = "ProfilingTarget";
    public static final String CLUSTER = "ClusterProfilingTarget";
}
