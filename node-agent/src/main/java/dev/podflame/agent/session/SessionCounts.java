package dev.podflame.agent.session;

import java.util.concurrent.atomic.AtomicLong;

/// What became of all windows. Safe to use from any thread.
public final class SessionCounts {

    private final AtomicLong windows = new AtomicLong();
    private final AtomicLong lostWindows = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    void read(long windowSamples) {
        windows.incrementAndGet();
        samples.addAndGet(windowSamples);
    }

    void lost() {
        lostWindows.incrementAndGet();
    }

    void jvmEnded() {
        ended.incrementAndGet();
    }

    /// Windows that were read.
    public long windows() {
        return windows.get();
    }

    /// Windows that couldn't be read, or that nobody had room for.
    public long lostWindows() {
        return lostWindows.get();
    }

    /// Samples in windows that were read.
    public long samples() {
        return samples.get();
    }

    /// JVMs that ended while they were profiled.
    public long ended() {
        return ended.get();
    }
}
