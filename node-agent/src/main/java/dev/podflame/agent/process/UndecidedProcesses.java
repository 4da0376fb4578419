package dev.podflame.agent.process;

import dev.podflame.agent.target.Skip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Processes in containers that Kubernetes hasn't told about yet. What engines say of them is worth keeping for a
/// moment, even if they have ended by then: a short job may be over before its pod is known.
///
/// Changed by the scanner's thread; [#contains] may be asked from any.
final class UndecidedProcesses {

    /// A pod's status follows its containers by a second or two. What is unknown for longer is no container of a pod's
    /// own, such as the one that holds a pod's network.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Long, Undecided> byPid = new ConcurrentHashMap<>();

    /// @param sinceNanos when it was first seen, as System.nanoTime
    /// @param hasEnded whether it is gone already
    record Undecided(Tracked process, long sinceNanos, boolean hasEnded) {}

    boolean contains(long pid, long nowNanos) {
        @Nullable Undecided undecided = byPid.get(pid);
        return undecided != null && isWorthWaiting(undecided, nowNanos);
    }

    private static boolean isWorthWaiting(Undecided undecided, long nowNanos) {
        return nowNanos - undecided.sinceNanos() < PATIENCE.toNanos();
    }

    /// Takes up what was seen of a running process.
    void seen(long pid, Tracked process, long nowNanos) {
        if (process.decision() instanceof Skip.PodUnknown) {
            byPid.put(pid, new Undecided(process, sinceNanos(pid, process, nowNanos), false));
        } else {
            byPid.remove(pid);
        }
    }

    private long sinceNanos(long pid, Tracked process, long nowNanos) {
        @Nullable Undecided before = byPid.get(pid);
        ProcessKey key = process.stat().key();
        return before != null && before.process().stat().key().equals(key) ? before.sinceNanos() : nowNanos;
    }

    void ended(long pid) {
        byPid.computeIfPresent(pid, (key, running) -> new Undecided(running.process(), running.sinceNanos(), true));
    }

    /// Those that have ended and may still become known.
    List<Tracked> gone() {
        List<Tracked> gone = new ArrayList<>();
        for (Undecided undecided : byPid.values()) {
            if (undecided.hasEnded()) {
                gone.add(undecided.process());
            }
        }
        return gone;
    }

    void forget(long pid) {
        byPid.remove(pid);
    }

    void expire(long nowNanos) {
        byPid.values().removeIf(undecided -> undecided.hasEnded() && !isWorthWaiting(undecided, nowNanos));
    }
}
