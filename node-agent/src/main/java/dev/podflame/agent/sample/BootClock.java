package dev.podflame.agent.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Turns the kernel's clock ticks since boot into wall clock time.
///
/// @param bootNanos when the machine started, nanoseconds since the Unix epoch
public record BootClock(long bootNanos) {
    /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that Podflame runs on (USER_HZ is part of the ABI).
    private static final long NANOS_PER_TICK = 10_000_000;

    /// Reads `btime` of `/proc/stat`; it is in whole seconds.
    public static BootClock read(Path proc) throws IOException {
        for (String line : Files.readAllLines(proc.resolve("stat"))) {
            if (line.startsWith("btime ")) {
                return new BootClock(Long.parseLong(line.substring(6).trim()) * 1_000_000_000L);
            }
        }
        throw new IOException(proc.resolve("stat") + " has no line \"btime\"");
    }

    long startNanos(long startTicks) {
        return bootNanos + startTicks * NANOS_PER_TICK;
    }
}
