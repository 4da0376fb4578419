package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.process.ProcessKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When a JVM that couldn't be attached to is tried again: after 1, 5, and then every 30 minutes.
/// Thread-safe.
final class BackOff {
    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final int MAX_PROCESSES = 4096;

    /// @param reason why it failed last
    record Waiting(int failures, String reason, Instant until) {}

    /// Those that failed last are last; the longest ago are forgotten first.
    private final Map<ProcessKey, Waiting> waiting = new LinkedHashMap<>();

    /// Takes note of a failure; says when it may be tried again.
    synchronized Instant failed(ProcessKey process, String reason, Instant now) {
        Waiting before = waiting.remove(process);
        int failures = before == null ? 1 : before.failures() + 1;
        Instant until = now.plus(WAITS.get(Math.min(failures, WAITS.size()) - 1));
        waiting.put(process, new Waiting(failures, reason, until));
        if (waiting.size() > MAX_PROCESSES) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return until;
    }

    synchronized void succeeded(ProcessKey process) {
        waiting.remove(process);
    }

    /// Empty if it may be tried.
    synchronized Optional<Waiting> of(ProcessKey process, Instant now) {
        return Optional.ofNullable(waiting.get(process))
                .filter(entry -> entry.until().isAfter(now));
    }
}
