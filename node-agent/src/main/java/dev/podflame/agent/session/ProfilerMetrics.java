package dev.podflame.agent.session;

/// What async-profiler counts of itself since its recording began (its command `metrics`).
///
/// @param samples looks at threads
/// @param skipped looks that found its buffers taken, and were lost
/// @param walkNanos CPU time spent walking stacks
/// @param memoryBytes memory in use
record ProfilerMetrics(long samples, long skipped, long walkNanos, long memoryBytes) {

    /// 1 TiB: a counter that went below zero, not memory.
    private static final long IMPOSSIBLE_KILOBYTES = 1L << 30;

    static final ProfilerMetrics NONE = new ProfilerMetrics(0, 0, 0, 0);

    /// Parses lines of a name and a number; others are left alone.
    static ProfilerMetrics parse(String text) {
        long samples = 0;
        long skipped = 0;
        long walkNanos = 0;
        long kilobytes = 0;
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
                default -> kilobytes += isMemory(name) && value < IMPOSSIBLE_KILOBYTES ? value : 0;
            }
        }
        return new ProfilerMetrics(samples, skipped, walkNanos, kilobytes << 10);
    }

    private static boolean isMemory(String name) {
        return name.startsWith("mem_") && name.endsWith("_kb");
    }

    /// The cost of what was done since an earlier reading of the same recording.
    ///
    /// @param signalNanos what a sample costs beside walking its stack
    Cost since(ProfilerMetrics before, long elapsedNanos, long signalNanos) {
        long nanos = walkNanos - before.walkNanos + (samples - before.samples) * signalNanos;
        return new Cost(elapsedNanos <= 0 ? 0 : 100.0 * Math.max(0, nanos) / elapsedNanos, memoryBytes);
    }
}
