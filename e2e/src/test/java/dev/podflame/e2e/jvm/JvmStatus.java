package dev.podflame.e2e.jvm;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the agent says about one JVM.
///
/// @param engine what takes its samples
/// @param reason why that isn't async-profiler; empty if it is
record JvmStatus(String engine, String reason, String message) {
    static final String ASYNC_PROFILER = "async-profiler";
    /// Reasons that pass by themselves.
    private static final Set<String> FOR_NOW = Set.of("", "Attaching", "TooYoung", "BackingOff");

    static final JvmStatus UNKNOWN = new JvmStatus("", "", "");

    static JvmStatus of(JsonNode jvm) {
        return new JvmStatus(
                jvm.path("engine").asString(),
                jvm.path("reason").asString(),
                jvm.path("message").asString());
    }

    boolean isProfiled() {
        return engine.equals(ASYNC_PROFILER);
    }

    boolean isDecided() {
        return isProfiled() || !FOR_NOW.contains(reason);
    }
}
