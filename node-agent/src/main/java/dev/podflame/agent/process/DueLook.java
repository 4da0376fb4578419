package dev.podflame.agent.process;

/// When to look at a process again.
///
/// @param atNanos as System.nanoTime
record DueLook(long pid, long atNanos) implements Comparable<DueLook> {

    @Override
    public int compareTo(DueLook other) {
        // Nanosecond times are compared by their difference, for they may wrap around.
        return Long.signum(atNanos - other.atNanos);
    }
}
