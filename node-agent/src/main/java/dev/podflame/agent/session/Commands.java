package dev.podflame.agent.session;

import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The commands of async-profiler that a recording takes.
final class Commands {

    /// Longer than any recording lasts: it ends by itself if the agent is gone.
    static final Duration TIMEOUT = Duration.ofMinutes(15);

    static final String DUMP = "dump,jfr,quiet";
    static final String STOP = "stop,jfr,quiet";
    static final String METRICS = "metrics";

    /// Nothing about the machine and the JVM is written down: system properties may hold secrets.
    private static final int ONLY_SAMPLES = 0x1 | 0x2 | 0x4 | 0x8 | 0x10;

    /// Deeper stacks lose their leaf; each of async-profiler's buffers is as deep.
    private static final int MAX_DEPTH = 1024;

    private static final long LEAST_MEMORY = 12L << 20;
    /// What async-profiler takes beside the stacks that it limits: the symbols of the JVM's libraries, 12 MiB, and one
    /// more chunk and table of stacks, of up to 8 and 6 MiB, which it takes before it looks at the limit.
    private static final long OTHER_MEMORY = 28L << 20;

    private Commands() {}

    static String start(Rates rates, Budget budget, String file) {
        List<String> words = new ArrayList<>(List.of("start"));
        if (rates.cpuNanos() > 0) {
            // Per-thread timers: no perf events, no descriptors, no capability needed.
            words.add("event=ctimer");
            words.add("interval=" + rates.cpuNanos());
        }
        if (rates.wallNanos() > 0) {
            words.add("wall=" + rates.wallNanos());
        }
        if (rates.allocBytes() > 0) {
            words.add("alloc=" + rates.allocBytes());
        }
        if (rates.live()) {
            words.add("live");
        }
        if (rates.lockNanos() > 0) {
            words.add("lock=" + rates.lockNanos());
        }
        if (rates.nativeBytes() > 0) {
            words.add("nativemem=" + rates.nativeBytes());
            words.add("nofree");
        }
        words.add("jfr");
        words.add("jfropts=" + ONLY_SAMPLES);
        words.add("file=" + file);
        words.add("timeout=" + TIMEOUT.toSeconds());
        words.add("memlimit=" + Math.max(LEAST_MEMORY, budget.memoryBytes() - OTHER_MEMORY));
        words.add("jstackdepth=" + MAX_DEPTH);
        words.add("features=stats");
        words.add("quiet");
        return String.join(",", words);
    }
}
