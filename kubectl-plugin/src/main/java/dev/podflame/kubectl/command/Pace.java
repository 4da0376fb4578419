package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.Failure;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How a wait goes by.
///
/// @param nanos a clock that only goes forward
/// @param poll time between two looks
/// @param settle how long after their time samples may still arrive: what the product promises
record Pace(LongSupplier nanos, Pause pause, Duration poll, Duration settle) {
    static final Pace REAL = new Pace(System::nanoTime, Pace::sleep, Duration.ofSeconds(2), Duration.ofSeconds(30));

    /// Lets time go by.
    interface Pause {
        void take(Duration duration) throws Failure;
    }

    private static void sleep(Duration duration) throws Failure {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted", "");
        }
    }
}
