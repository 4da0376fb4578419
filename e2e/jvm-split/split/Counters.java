package split;

import java.util.concurrent.atomic.AtomicLong;

/// What was done since the start; each counter has one writer.
final class Counters {
    final AtomicLong seventyNanos = new AtomicLong();
    final AtomicLong thirtyNanos = new AtomicLong();
    final AtomicLong threeBytes = new AtomicLong();
    final AtomicLong oneBytes = new AtomicLong();
    final AtomicLong arrays = new AtomicLong();
    final AtomicLong keptBytes = new AtomicLong();
    final AtomicLong monitorWaits = new AtomicLong();
    final AtomicLong monitorNanos = new AtomicLong();
    final AtomicLong lockWaits = new AtomicLong();
    final AtomicLong lockNanos = new AtomicLong();
    final AtomicLong sleptNanos = new AtomicLong();
    final AtomicLong nativeBytes = new AtomicLong();

    /// One line of `name=value`, the wall clock first.
    String line(long millis) {
        return "time=" + millis
                + " seventyNanos=" + seventyNanos
                + " thirtyNanos=" + thirtyNanos
                + " threeBytes=" + threeBytes
                + " oneBytes=" + oneBytes
                + " arrays=" + arrays
                + " keptBytes=" + keptBytes
                + " monitorWaits=" + monitorWaits
                + " monitorNanos=" + monitorNanos
                + " lockWaits=" + lockWaits
                + " lockNanos=" + lockNanos
                + " sleptNanos=" + sleptNanos
                + " nativeBytes=" + nativeBytes
                + "\n";
    }
}
