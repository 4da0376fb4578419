package dev.podflame.e2e.jvm;

import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the agent says about one JVM.
///
/// @param engine what takes its samples
/// @param reason why that isn't async-profiler; empty if it is
/// @param moreSeldom how much more seldom than asked for it looks, to stay in its budget; 1: as asked
/// @param sinceMillis since when async-profiler records, milliseconds since the epoch; 0 if it doesn't
record JvmStatus(String engine, String reason, String message, int moreSeldom, long sinceMillis) {
    static final String ASYNC_PROFILER = "async-profiler";
    /// Reasons that pass by themselves.
    private static final Set<String> FOR_NOW = Set.of("", "Attaching", "TooYoung", "BackingOff");

    static final JvmStatus UNKNOWN = new JvmStatus("", "", "", 1, 0);

    static JvmStatus of(JsonNode jvm) {
        return new JvmStatus(
                jvm.path("engine").asString(),
                jvm.path("reason").asString(),
                jvm.path("message").asString(),
                jvm.path("moreSeldom").asInt(1),
                jvm.has("since") ? Instant.parse(jvm.path("since").asString()).toEpochMilli() : 0);
    }

    boolean isProfiled() {
        return engine.equals(ASYNC_PROFILER);
    }

    /// Whether nothing but its rate has changed since.
    boolean isStill(JvmStatus before) {
        return engine.equals(before.engine) && reason.equals(before.reason) && message.equals(before.message);
    }

    boolean isDecided() {
        return isProfiled() || !FOR_NOW.contains(reason);
    }
}
