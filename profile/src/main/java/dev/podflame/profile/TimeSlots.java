package dev.podflame.profile;

/// How exactly the time of a sample is kept: in slots of 20 ms, 50 of them in each second. Fine enough to see what a
/// timer does ten times a second, coarse enough for nine bits in a row of ten seconds.
public final class TimeSlots {
    /// Length of a slot in milliseconds.
    public static final int MILLIS = 20;

    /// Length of a slot in nanoseconds.
    public static final long NANOS = MILLIS * 1_000_000L;

    /// Slots in a second.
    public static final int PER_SECOND = 1000 / MILLIS;

    private TimeSlots() {}
}
