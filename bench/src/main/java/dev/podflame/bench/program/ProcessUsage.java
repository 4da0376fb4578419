package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a process has used so far, as the kernel counts it.
///
/// @param name name of the program, at most 15 characters
/// @param cpuSeconds CPU time of all its threads, user and kernel
/// @param residentBytes memory that is resident now
/// @param peakResidentBytes the most that ever was
public record ProcessUsage(String name, double cpuSeconds, long residentBytes, long peakResidentBytes) {
    // USER_HZ: the unit of times in /proc, 100 on every architecture that Podflame runs on.
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int KERNEL_TIME = 12;
    private static final long KIBIBYTE = 1024;

    /// The process now, if it still runs.
    public static Optional<ProcessUsage> of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            return Optional.of(
                    parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Reads the text of `/proc/PID/stat` and `/proc/PID/status`.
    static ProcessUsage parse(String stat, String status) {
        int begin = stat.indexOf('(');
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).split(" ", -1);
        double ticks = Double.parseDouble(fields[USER_TIME]) + Double.parseDouble(fields[KERNEL_TIME]);
        return new ProcessUsage(
                stat.substring(begin + 1, end),
                ticks / TICKS_PER_SECOND,
                kibibytes(status, "VmRSS:"),
                kibibytes(status, "VmHWM:"));
    }

    private static long kibibytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }
}
