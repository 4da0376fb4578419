package dev.podflame.collector;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition instead of for a time.
public final class Eventually {
    private static final long PAUSE_NANOS = 20_000_000;

    private Eventually() {}

    /// Returns when the condition holds; fails when it doesn't in time.
    public static void holds(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
