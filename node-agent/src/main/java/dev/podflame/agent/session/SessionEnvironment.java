package dev.podflame.agent.session;

import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.HandOver;

/// What all sessions share.
///
/// @param attacher gets async-profiler into JVMs
/// @param sink takes samples
/// @param handOver is told which time is counted
/// @param containers counts samples by container
/// @param counts counts windows
/// @param lines whether frames keep their lines
public record SessionEnvironment(
        Attacher attacher,
        WindowSink sink,
        HandOver handOver,
        ContainerSamples containers,
        SessionCounts counts,
        boolean lines) {}
