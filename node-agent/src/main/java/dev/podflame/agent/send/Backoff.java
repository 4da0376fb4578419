package dev.podflame.agent.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait after a failure: doubles from the first to the longest, with up to a quarter of chance in
/// it so that many agents don't come back at the same moment. Not thread-safe.
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /// The wait after one more failure.
    public Duration afterFailure() {
        long millis = next.toMillis();
        next = next.multipliedBy(2);
        if (next.compareTo(longest) > 0) {
            next = longest;
        }
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }

    /// After a success the next failure is the first one again.
    public void reset() {
        next = first;
    }
}
