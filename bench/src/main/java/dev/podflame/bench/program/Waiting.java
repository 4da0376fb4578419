package dev.podflame.bench.program;

import java.io.IOException;
import java.time.Duration;

/// Waits for what another program does.
public final class Waiting {
    private static final long POLL_MILLIS = 50;

    private Waiting() {}

    /// Something that becomes true by itself.
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /// Waits until the condition holds; fails when the time is up.
    public static void until(String what, Duration patience, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(what + " didn't happen within " + patience.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
