package dev.podflame.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets one thread wait for a moment, and others cut that short. What was asked for before the wait isn't forgotten.
final class WakeUp {

    private final Semaphore asked = new Semaphore(0);

    void now() {
        asked.release();
    }

    /// Waits until a moment, or until somebody wants it sooner.
    void waitUntil(Instant moment) throws InterruptedException {
        Duration rest = Duration.between(Instant.now(), moment);
        // A moment may be as far away as time goes.
        long millis =
                rest.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toMillis() : rest.toMillis() + 1;
        if (millis > 0 && asked.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            asked.drainPermits();
        }
    }
}
