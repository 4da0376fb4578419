package dev.podflame.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition that other threads or processes bring about.
public final class Await {
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /// Waits until the condition holds; fails after the time.
    ///
    /// @param what the condition in words, for the failure
    public static void until(String what, Duration within, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, () -> what + " didn't happen within " + within);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
