package dev.podflame.agent.process;

import static java.util.Objects.requireNonNull;

import dev.podflame.agent.target.Profiling;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A process that a target selects, and what the collector shall call it.
///
/// @param key pid and start time
/// @param targetName the target that selects it
/// @param attributes resource attributes of its series, sorted by name
/// @param runtime what runs in it: `python`, `jvm`, `node`, `go`, `native` and so on, see [LanguageRuntime]
/// @param frequencyHz how often its target wants a busy CPU looked at; empty: as often as the engine does
/// @param profiling what its target wants to know of it
public record SelectedProcess(
        ProcessKey key,
        String targetName,
        Map<String, String> attributes,
        String runtime,
        OptionalInt frequencyHz,
        Profiling profiling) {

    /// One of which CPU time is measured, as often as the engine does.
    public SelectedProcess(ProcessKey key, String targetName, Map<String, String> attributes, String runtime) {
        this(key, targetName, attributes, runtime, OptionalInt.empty(), Profiling.DEFAULT);
    }

    /// Whether it is a JVM that async-profiler is to profile.
    public boolean wantsAsyncProfiler() {
        return runtime.equals(LanguageRuntime.JVM.label()) && profiling.wantsAsyncProfiler();
    }

    public SelectedProcess {
        requireNonNull(key, "key is null");
        requireNonNull(targetName, "targetName is null");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        requireNonNull(runtime, "runtime is null");
        requireNonNull(profiling, "profiling is null");
    }
}
