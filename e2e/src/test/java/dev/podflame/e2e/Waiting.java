package dev.podflame.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/// Waits for conditions and for the store's 10 s buckets; both are facts of the product, not guesses at its speed.
public final class Waiting {
    private static final long BUCKET_MILLIS = 10_000;

    private Waiting() {}

    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits until the condition holds; fails with `what` when it doesn't in time.
    public static void until(Duration limit, String what, Condition condition) throws Exception {
        Instant end = Instant.now().plus(limit);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                Assertions.fail(what + " (waited " + limit.toSeconds() + " s)");
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    public static long bucket(long millis) {
        return millis - millis % BUCKET_MILLIS;
    }

    public static long nextBucket(long millis) {
        return bucket(millis) + BUCKET_MILLIS;
    }

    public static void untilMillis(long millis) {
        for (long left = millis - System.currentTimeMillis(); left > 0; left = millis - System.currentTimeMillis()) {
            LockSupport.parkNanos(Duration.ofMillis(left).toNanos());
        }
    }
}
