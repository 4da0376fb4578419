package dev.podflame.collector.store;

import dev.podflame.profile.ContentIds;
import java.util.Map;

/// One container or process, as the rows of a segment name it. Mutable only in the times it was seen at.
final class Series {
    final long serviceId;
    final long seriesId;
    final String namespace;
    final String service;
    final String runtime;
    final Map<String, String> labels;
    private long firstSeconds = Long.MAX_VALUE;
    private long lastSeconds;

    Series(Map<String, String> attributes) {
        labels = attributes;
        namespace = ServiceName.namespace(attributes);
        service = ServiceName.service(attributes);
        runtime = attributes.getOrDefault("process.runtime.name", "");
        serviceId = ContentIds.service(namespace, service);
        seriesId = ContentIds.series(attributes);
    }

    void seen(long seconds) {
        firstSeconds = Math.min(firstSeconds, seconds);
        lastSeconds = Math.max(lastSeconds, seconds);
    }

    boolean isSeen() {
        return lastSeconds > 0;
    }

    long firstSeconds() {
        return firstSeconds;
    }

    long lastSeconds() {
        return lastSeconds;
    }
}
