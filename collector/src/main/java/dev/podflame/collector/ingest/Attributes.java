package dev.podflame.collector.ingest;

import java.util.Map;
import java.util.TreeMap;

/// Bounds and cleans the resource attributes that name a series.
final class Attributes {
    /// More than any agent sends; beyond, the first ones by name are kept.
    static final int MAX_ATTRIBUTES = 64;

    private Attributes() {}

    static Map<String, String> clean(Map<String, String> attributes) {
        Map<String, String> clean = new TreeMap<>();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (!attribute.getValue().isEmpty()) {
                clean.putIfAbsent(CleanText.clean(attribute.getKey()), CleanText.clean(attribute.getValue()));
            }
            if (clean.size() == MAX_ATTRIBUTES) {
                break;
            }
        }
        return clean;
    }
}
