package dev.podflame.agent.session;

/// What profiling costs a JVM.
///
/// @param cpuPercent of one CPU, spent in its threads
/// @param memoryBytes of its container's memory
public record Cost(double cpuPercent, long memoryBytes) {

    public static final Cost UNKNOWN = new Cost(0, 0);
}
