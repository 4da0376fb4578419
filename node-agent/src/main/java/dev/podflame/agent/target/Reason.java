package dev.podflame.agent.target;

/// Why a process isn't profiled, coarse enough to be counted.
public enum Reason {
    /// No target names it.
    NOT_MATCHED,
    /// A target names it and excludes it.
    EXCLUDED,
    /// The target that names it is suspended.
    SUSPENDED,
    /// Its container says `podflame.dev/profile: "false"`, which always wins.
    OPTED_OUT,
    /// It is a thread of the kernel: it has no user stack of its own.
    KERNEL_THREAD
}
