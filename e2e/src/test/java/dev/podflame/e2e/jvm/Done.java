package dev.podflame.e2e.jvm;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the program had done at a moment, or between two.
///
/// @param millis the moment, or the length of the stretch
record Done(long millis, Map<String, Long> counts) {

    Done {
        counts = Map.copyOf(counts);
    }

    /// Reads a line of its progress file.
    static Done parse(String line) {
        Map<String, Long> counts = Arrays.stream(line.strip().split(" "))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1]), (a, b) -> b, TreeMap::new));
        return new Done(counts.getOrDefault("time", 0L), counts);
    }

    Done since(Done earlier) {
        Map<String, Long> differences = new TreeMap<>();
        counts.forEach((name, value) -> differences.put(name, value - earlier.count(name)));
        return new Done(millis - earlier.millis, differences);
    }

    long count(String name) {
        Long count = counts.get(name);
        if (count == null) {
            throw new IllegalArgumentException("the program doesn't count " + name);
        }
        return count;
    }
}
