package dev.podflame.operator.status;

import dev.podflame.crds.TargetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Why containers aren't profiled: how many for each reason, and one of them. Not safe for several threads.
public final class Skips {
    /// So many reasons a status tells.
    static final int SHOWN = 5;

    private final SortedMap<String, Skip> byReason = new TreeMap<>();

    /// @param example one of the containers, and what would change it
    record Skip(String reason, int count, String example) {
        /// Of several examples the first in the alphabet stays, so that the status doesn't change with the order.
        Skip and(Skip other) {
            String first = example.compareTo(other.example) <= 0 ? example : other.example;
            return new Skip(reason, count + other.count, first);
        }
    }

    void add(String reason, String container, String message) {
        String example = message.isEmpty() ? container : container + ": " + message;
        byReason.merge(reason, new Skip(reason, 1, example), Skip::and);
    }

    int count() {
        return byReason.values().stream().mapToInt(Skip::count).sum();
    }

    /// The most frequent one.
    Optional<Skip> top() {
        return ordered().stream().findFirst();
    }

    private List<Skip> ordered() {
        List<Skip> all = new ArrayList<>(byReason.values());
        all.sort(Comparator.comparingInt(Skip::count).reversed().thenComparing(Skip::reason));
        return all;
    }

    List<TargetStatus.SkipCount> shown() {
        return ordered().stream()
                .limit(SHOWN)
                .map(skip -> {
                    TargetStatus.SkipCount count = new TargetStatus.SkipCount();
                    count.reason = skip.reason();
                    count.count = skip.count();
                    count.example = skip.example();
                    return count;
                })
                .toList();
    }
}
