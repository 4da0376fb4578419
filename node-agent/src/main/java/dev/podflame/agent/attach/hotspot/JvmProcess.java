package dev.podflame.agent.attach.hotspot;

import static java.util.Objects.requireNonNull;

import dev.podflame.agent.process.ProcessKey;

/// One JVM as the rest of the agent knows it.
///
/// @param key pid and start time
/// @param containerId its container; empty outside of containers
/// @param image what it runs, the key of the breaker: its container's image, or the path of its
///     executable
public record JvmProcess(ProcessKey key, String containerId, String image) {
    public JvmProcess {
        requireNonNull(key, "key is null");
        requireNonNull(containerId, "containerId is null");
        requireNonNull(image, "image is null");
    }
}
