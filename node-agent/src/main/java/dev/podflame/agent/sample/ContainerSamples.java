package dev.podflame.agent.sample;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How many samples of each container were kept, and when the last one was taken. Safe to use from any thread.
public final class ContainerSamples {

    private final Map<String, Seen> byContainer = new ConcurrentHashMap<>();

    /// What came of one container.
    ///
    /// @param samples since the container became known
    /// @param lastNanos time of the newest, nanoseconds since the epoch
    public record Seen(long samples, long lastNanos) {
        Seen and(Seen other) {
            return new Seen(samples + other.samples, Math.max(lastNanos, other.lastNanos));
        }
    }

    /// Counts samples of a container.
    public void add(String containerId, long samples, long lastNanos) {
        byContainer.merge(containerId, new Seen(samples, lastNanos), Seen::and);
    }

    /// Empty if there was none.
    public Optional<Seen> of(String containerId) {
        return Optional.ofNullable(byContainer.get(containerId));
    }

    /// How many containers there were samples of.
    public int containers() {
        return byContainer.size();
    }

    /// Forgets all containers but these.
    public void retain(Set<String> containerIds) {
        byContainer.keySet().retainAll(containerIds);
    }
}
