package dev.podflame.collector.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/// Which series share counters: processes in one container each report that container's, which must count once. The
/// owner is the smallest id among them.
final class CounterOwners {
    private final Map<Long, Long> ownerOf = new HashMap<>();

    CounterOwners(Map<Long, String> containerOf) {
        Map<String, Long> smallest = new HashMap<>();
        containerOf.forEach((series, container) -> {
            if (!container.isEmpty()) {
                smallest.merge(container, series, CounterOwners::smaller);
            }
        });
        containerOf.forEach((series, container) -> {
            Long owner = smallest.get(container);
            if (owner != null && !owner.equals(series)) {
                ownerOf.put(series, owner);
            }
        });
    }

    static CounterOwners of(Collection<Series> all) {
        Map<Long, String> containerOf = new HashMap<>();
        for (Series series : all) {
            containerOf.put(series.id(), series.labels().getOrDefault("container.id", ""));
        }
        return new CounterOwners(containerOf);
    }

    private static Long smaller(Long a, Long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    long of(long series) {
        return ownerOf.getOrDefault(series, series);
    }

    /// The owner of a row of `usage`, in SQL: containers' metrics go to the owner, a process' stay with it.
    String sql() {
        if (ownerOf.isEmpty()) {
            return "series_id";
        }
        StringJoiner from = new StringJoiner(", ", "[", "]");
        StringJoiner to = new StringJoiner(", ", "[", "]");
        ownerOf.forEach((series, owner) -> {
            from.add("toUInt64(" + Long.toUnsignedString(series) + ")");
            to.add("toUInt64(" + Long.toUnsignedString(owner) + ")");
        });
        return "if(startsWith(metric, 'container.'), transform(series_id, " + from + ", " + to
                + ", series_id), series_id)";
    }
}
