package dev.podflame.agent.process;

import static java.util.Objects.requireNonNull;

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
public record SelectedProcess(
        ProcessKey key, String targetName, Map<String, String> attributes, String runtime, OptionalInt frequencyHz) {

    /// One that is looked at as often as the engine does.
    public SelectedProcess(ProcessKey key, String targetName, Map<String, String> attributes, String runtime) {
        this(key, targetName, attributes, runtime, OptionalInt.empty());
    }

    public SelectedProcess {
        requireNonNull(key, "key is null");
        requireNonNull(targetName, "targetName is null");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        requireNonNull(runtime, "runtime is null");
    }
}
