package dev.podflame.agent.sample;

import dev.podflame.agent.process.ProcessKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who counts the CPU time of a JVM that both engines see: async-profiler for the windows that were read, eBPF for all
/// other time. Until it is known which of both a moment is, eBPF's samples of it wait.
///
/// Sessions tell it of their windows, the sample filter asks it; safe to use from any thread. Times are
/// nanoseconds since the Unix epoch.
public final class HandOver {

    /// How long after a session windows are remembered: eBPF's samples are under way for some seconds.
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

    /// More than a session has in the time that samples are under way.
    private static final int MAX_WINDOWS = 64;

    private final Map<ProcessKey, Session> sessions = new ConcurrentHashMap<>();

    /// What becomes of a sample of eBPF.
    public enum Verdict {
        /// async-profiler has counted it.
        COUNTED,
        /// Nobody else has.
        FREE,
        /// A window that may hold it hasn't been read.
        OPEN
    }

    private static final class Session {
        private final Deque<long[]> windows = new ArrayDeque<>();
        private long settledNanos;
        private boolean running = true;
        private long endedNanos;

        Session(long beginNanos) {
            settledNanos = beginNanos;
        }

        synchronized Verdict verdict(long timeNanos) {
            for (long[] window : windows) {
                if (timeNanos >= window[0] && timeNanos < window[1]) {
                    return Verdict.COUNTED;
                }
            }
            return running && timeNanos >= settledNanos ? Verdict.OPEN : Verdict.FREE;
        }

        synchronized void read(long startNanos, long endNanos) {
            windows.addLast(new long[] {startNanos, endNanos});
            if (windows.size() > MAX_WINDOWS) {
                windows.removeFirst();
            }
            settledNanos = Math.max(settledNanos, endNanos);
        }

        synchronized void lost(long untilNanos) {
            settledNanos = Math.max(settledNanos, untilNanos);
        }

        synchronized void begin(long nanos) {
            running = true;
            settledNanos = Math.max(settledNanos, nanos);
        }

        synchronized void end(long nanos) {
            running = false;
            endedNanos = nanos;
        }

        synchronized boolean isForgotten(long nowNanos) {
            return !running && nowNanos - endedNanos > REMEMBERED_NANOS;
        }
    }

    /// From now on async-profiler counts this JVM's CPU time.
    public void begin(ProcessKey jvm, long nanos) {
        sessions.computeIfAbsent(jvm, key -> new Session(nanos)).begin(nanos);
    }

    /// A window was read, and its samples are on their way.
    public void read(ProcessKey jvm, long startNanos, long endNanos) {
        Session session = sessions.get(jvm);
        if (session != null) {
            session.read(startNanos, endNanos);
        }
    }

    /// What wasn't read of the time up to a moment will never be.
    public void lost(ProcessKey jvm, long untilNanos) {
        Session session = sessions.get(jvm);
        if (session != null) {
            session.lost(untilNanos);
        }
    }

    /// No more windows come.
    public void end(ProcessKey jvm, long nanos) {
        Session session = sessions.get(jvm);
        if (session != null) {
            session.end(nanos);
        }
        sessions.values().removeIf(each -> each.isForgotten(nanos));
    }

    /// Whether async-profiler has or may have anything to say about a JVM.
    boolean knows(ProcessKey jvm) {
        return sessions.containsKey(jvm);
    }

    Verdict verdict(ProcessKey jvm, long timeNanos) {
        @Nullable Session session = sessions.get(jvm);
        return session == null ? Verdict.FREE : session.verdict(timeNanos);
    }
}
