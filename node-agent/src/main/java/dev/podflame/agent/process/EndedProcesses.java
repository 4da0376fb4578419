package dev.podflame.agent.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The selected processes that ended a short while ago.
final class EndedProcesses {

    /// Engines report what they saw up to so long afterwards.
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    /// A storm of short processes must not fill the memory.
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<Long, EndedProcess> byPid = new ConcurrentHashMap<>();
    private final Deque<EndedProcess> inOrder = new ArrayDeque<>();

    Optional<EndedProcess> find(long pid, long nowNanos) {
        return Optional.ofNullable(byPid.get(pid)).filter(ended -> !isOver(ended, nowNanos));
    }

    synchronized void add(EndedProcess ended) {
        byPid.put(ended.process().key().pid(), ended);
        inOrder.add(ended);
        while (inOrder.size() > MAX_REMEMBERED) {
            drop(inOrder.remove());
        }
    }

    /// The pid has a new owner.
    void forget(long pid) {
        byPid.remove(pid);
    }

    /// Those that ended after a moment, as System.nanoTime.
    synchronized List<EndedProcess> since(long nanos) {
        List<EndedProcess> found = new ArrayList<>();
        for (EndedProcess ended : inOrder) {
            if (ended.noticedNanos() - nanos > 0) {
                found.add(ended);
            }
        }
        return found;
    }

    synchronized void expire(long nowNanos) {
        while (!inOrder.isEmpty() && isOver(inOrder.peek(), nowNanos)) {
            drop(inOrder.remove());
        }
    }

    private void drop(EndedProcess ended) {
        byPid.remove(ended.process().key().pid(), ended);
    }

    private static boolean isOver(EndedProcess ended, long nowNanos) {
        return nowNanos - ended.noticedNanos() > REMEMBERED.toNanos();
    }
}
