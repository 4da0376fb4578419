package dev.podflame.agent.usage;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One reading of a container's cgroup.
///
/// @param cpuNanos CPU time used since the group was made
/// @param workingSetBytes memory that can't be given back without harm: usage without inactive file pages
/// @param memoryLimitBytes the group's own limit, if it has one
/// @param cpuLimitCores CPUs it may use, if limited
/// @param throttling how often the limit held it back, if the kernel counts that
public record ContainerUsage(
        OptionalLong cpuNanos,
        OptionalLong workingSetBytes,
        OptionalLong memoryLimitBytes,
        OptionalDouble cpuLimitCores,
        Throttling throttling) {

    /// How often the CPU limit held the container back, since its group was made.
    ///
    /// @param periods scheduling periods in which it ran
    /// @param throttledPeriods those in which it used up its quota
    /// @param throttledNanos time that it had to wait
    public record Throttling(OptionalLong periods, OptionalLong throttledPeriods, OptionalLong throttledNanos) {}
}
