package dev.podflame.agent.symbol;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// A map of a bounded number of entries that forgets the one not asked for longest. Not thread-safe.
final class LruMap<K, V> extends LinkedHashMap<K, V> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int maxEntries;

    LruMap(int maxEntries) {
        super(16, 0.75f, true);
        this.maxEntries = maxEntries;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > maxEntries;
    }
}
