package dev.podflame.agent;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.session.Cost;
import dev.podflame.agent.session.JvmState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What async-profiler does in each JVM, for `/health` and `/metrics`.
final class JvmStatus {

    private JvmStatus() {}

    /// One entry a JVM, by pid.
    static List<Map<String, Object>> list(Map<ProcessKey, JvmState> states) {
        return states.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingLong(ProcessKey::pid)))
                .map(jvm -> entry(jvm.getKey().pid(), jvm.getValue()))
                .toList();
    }

    private static Map<String, Object> entry(long pid, JvmState state) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("pid", pid);
        switch (state) {
            case JvmState.Attaching() -> {
                entry.put("engine", "ebpf");
                entry.put("reason", "Attaching");
            }
            case JvmState.Running(Instant since, Cost cost, int factor, String missing) -> {
                entry.put("engine", "async-profiler");
                entry.put("since", since.toString());
                entry.put("cpuPercent", cost.cpuPercent());
                entry.put("memoryBytes", cost.memoryBytes());
                entry.put("moreSeldom", factor);
                entry.put("message", missing);
            }
            case JvmState.Refused(String reason, String message, Instant until) -> {
                entry.put("engine", "ebpf");
                entry.put("reason", reason);
                entry.put("message", message);
            }
        }
        return entry;
    }

    /// How many JVMs are in each state: `running`, `attaching`, or the reason why not.
    static Map<String, Integer> countByWord(Map<ProcessKey, JvmState> states) {
        Map<String, Integer> counts = new TreeMap<>();
        states.values().forEach(state -> counts.merge(word(state), 1, Integer::sum));
        return counts;
    }

    private static String word(JvmState state) {
        return switch (state) {
            case JvmState.Attaching attaching -> "attaching";
            case JvmState.Running running -> "running";
            case JvmState.Refused refused -> refused.reason();
        };
    }

    /// The cost in all of them.
    static Cost cost(Map<ProcessKey, JvmState> states) {
        double percent = 0;
        long bytes = 0;
        for (JvmState state : states.values()) {
            if (state instanceof JvmState.Running running) {
                percent += running.cost().cpuPercent();
                bytes += running.cost().memoryBytes();
            }
        }
        return new Cost(percent, bytes);
    }
}
