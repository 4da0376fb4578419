package dev.podflame.agent.target;

/// Why a process isn't profiled, coarse enough to be counted.
public enum Reason {
    /// No target names it.
    NOT_MATCHED,
    /// A target names it and excludes it.
    EXCLUDED,
    /// The target that names it is suspended.
    SUSPENDED,
    /// Its container or pod says `podflame.dev/profile: "false"`, which always wins.
    OPTED_OUT,
    /// The schedule of the target that names it isn't in force now.
    OUTSIDE_SCHEDULE,
    /// The target's sampling leaves its pod out.
    NOT_SAMPLED,
    /// The target asks only for profile types that no engine here can take.
    PROFILE_TYPE_UNAVAILABLE,
    /// Kubernetes hasn't said yet which container of which pod it is in.
    POD_UNKNOWN,
    /// It is a thread of the kernel: it has no user stack of its own.
    KERNEL_THREAD
}
