package dev.podflame.agent.session;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What async-profiler counts of itself since its recording began (its command `metrics`).
///
/// @param samples looks at threads
/// @param skipped looks that found its buffers taken, and were lost
/// @param walkNanos CPU time spent walking stacks
/// @param memory bytes in use, by what for, such as `calltracestorage`
record ProfilerMetrics(long samples, long skipped, long walkNanos, SortedMap<String, Long> memory) {

    private static final String MEMORY = "mem_";
    private static final String KILOBYTES = "_kb";

    /// 1 TiB: a counter that went below zero, not memory.
    private static final long IMPOSSIBLE_KILOBYTES = 1L << 30;

    static final ProfilerMetrics NONE = new ProfilerMetrics(0, 0, 0, new TreeMap<>());

    /// Parses lines of a name and a number; others are left alone.
    static ProfilerMetrics parse(String text) {
        long samples = 0;
        long skipped = 0;
        long walkNanos = 0;
        SortedMap<String, Long> memory = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space <= 0 || !line.substring(space + 1).strip().matches("[0-9]{1,18}")) {
                continue;
            }
            String name = line.substring(0, space);
            long value = Long.parseLong(line.substring(space + 1).strip());
            switch (name) {
                case "samples_total" -> samples = value;
                case "samples_skipped_total" -> skipped = value;
                case "stackwalk_ns_total" -> walkNanos = value;
                default -> {
                    if (name.startsWith(MEMORY) && name.endsWith(KILOBYTES) && value < IMPOSSIBLE_KILOBYTES) {
                        memory.put(name.substring(MEMORY.length(), name.length() - KILOBYTES.length()), value << 10);
                    }
                }
            }
        }
        return new ProfilerMetrics(samples, skipped, walkNanos, memory);
    }

    /// All memory in use, bytes.
    long memoryBytes() {
        return memory.values().stream().mapToLong(Long::longValue).sum();
    }

    /// What takes a mebibyte or more, such as `calltracestorage 10, nativelibs 11 MiB`.
    String memoryWords() {
        return memory.entrySet().stream()
                .filter(part -> part.getValue() >= 1 << 20)
                .map(part -> part.getKey() + " " + (part.getValue() >> 20))
                .collect(Collectors.joining(", ", "", " MiB"));
    }

    /// The cost of what was done since an earlier reading of the same recording.
    ///
    /// @param signalNanos what a sample costs beside walking its stack
    Cost since(ProfilerMetrics before, long elapsedNanos, long signalNanos) {
        long nanos = walkNanos - before.walkNanos + (samples - before.samples) * signalNanos;
        return new Cost(elapsedNanos <= 0 ? 0 : 100.0 * Math.max(0, nanos) / elapsedNanos, memoryBytes());
    }
}
