package dev.podflame.agent.sample.jfr;

import dev.podflame.profile.ProfileType;

/// How closely a recording looks. Zero: not at all.
///
/// @param cpuNanos CPU time of a thread between two looks at it
/// @param wallNanos wall time between two looks at every thread
/// @param allocBytes bytes between two looks at allocations, on average
/// @param lockNanos waits for locks between two looks at them; a wait as long as that is always seen
/// @param nativeBytes bytes from malloc between two looks
/// @param allocations whether allocations are wanted for themselves
/// @param live whether the sampled objects are followed until they die
public record Rates(
        long cpuNanos,
        long wallNanos,
        long allocBytes,
        long lockNanos,
        long nativeBytes,
        boolean allocations,
        boolean live) {

    public Rates {
        if (cpuNanos < 0 || wallNanos < 0 || allocBytes < 0 || lockNanos < 0 || nativeBytes < 0) {
            throw new IllegalArgumentException("a rate is negative");
        }
        if ((allocations || live) != allocBytes > 0) {
            throw new IllegalArgumentException("looks at allocations are for allocations or live objects");
        }
    }

    /// Whether samples of this type come from such a recording.
    public boolean measures(ProfileType type) {
        return switch (type) {
            case CPU -> cpuNanos > 0;
            case WALL -> wallNanos > 0;
            case ALLOC, ALLOC_OBJECTS -> allocations;
            case LOCK, LOCK_CONTENTIONS -> lockNanos > 0;
            case LIVE, LIVE_OBJECTS -> live;
            case NATIVE_MEMORY -> nativeBytes > 0;
            case OFF_CPU -> false;
        };
    }

    /// Whether it looks at anything.
    public boolean isEmpty() {
        return cpuNanos == 0 && wallNanos == 0 && allocBytes == 0 && lockNanos == 0 && nativeBytes == 0;
    }
}
