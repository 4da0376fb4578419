package dev.podflame.agent.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Since when each thing has been as it is. Not thread-safe.
///
/// @param <K> names the thing
final class Since<K> {

    private final Map<K, Entry> entries = new HashMap<>();

    private record Entry(Object is, Instant since) {}

    /// Takes note of what it is now.
    Instant of(K thing, Object is, Instant now) {
        @Nullable Entry before = entries.get(thing);
        if (before != null && before.is().equals(is)) {
            return before.since();
        }
        entries.put(thing, new Entry(is, now));
        return now;
    }

    void retain(Set<K> things) {
        entries.keySet().retainAll(things);
    }
}
