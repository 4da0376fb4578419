package dev.podflame.agent.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the agent uses of `/proc/PID/stat`; fields as in proc_pid_stat(5).
///
/// @param pid field 1
/// @param name field 2, the thread name of the main thread, at most 15 bytes of anything
/// @param state field 3, `R`, `S`, `Z` and so on
/// @param flags field 9
/// @param cpuTicks fields 14 and 15, user and system time of all its threads that ever ran, in clock ticks
/// @param threads field 20
/// @param startTicks field 22, clock ticks since boot
/// @param residentPages field 24
public record ProcStat(
        long pid,
        String name,
        char state,
        long flags,
        long cpuTicks,
        long threads,
        long startTicks,
        long residentPages) {

    /// Length of the kernel's clock tick as /proc shows it: USER_HZ is 100 on every architecture that Java runs on.
    public static final long TICK_NANOS = 10_000_000;

    private static final int KERNEL_THREAD = 0x0020_0000;
    private static final int FIELDS_AFTER_NAME = 22;

    public boolean isKernelThread() {
        return (flags & KERNEL_THREAD) != 0;
    }

    /// Whether it has ended and only waits for its parent to notice. A main thread may end before the others do.
    public boolean hasEnded() {
        return threads <= 1 && (state == 'Z' || state == 'X' || state == 'x');
    }

    public ProcessKey key() {
        return new ProcessKey(pid, startTicks);
    }

    public long cpuNanos() {
        return cpuTicks * TICK_NANOS;
    }

    /// Reads the file's content; empty if it isn't complete.
    static Optional<ProcStat> parse(byte[] content, int length) {
        // A process may call itself "a) R 1 (b", so the name ends at the last parenthesis.
        int open = indexOf(content, length, '(');
        int close = lastIndexOf(content, length, ')');
        if (open < 1 || close < open) {
            return Optional.empty();
        }
        String name = new String(content, open + 1, close - open - 1, StandardCharsets.UTF_8);
        String[] fields = new String(content, close + 1, length - close - 1, StandardCharsets.ISO_8859_1)
                .strip()
                .split(" ", FIELDS_AFTER_NAME + 2);
        if (fields.length < FIELDS_AFTER_NAME || fields[0].length() != 1) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(new String(content, 0, open, StandardCharsets.ISO_8859_1).strip());
            return Optional.of(new ProcStat(
                    pid,
                    name,
                    fields[0].charAt(0),
                    Long.parseLong(fields[6]),
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[17]),
                    Long.parseLong(fields[19]),
                    Long.parseLong(fields[21])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(byte[] content, int length, char wanted) {
        for (int i = 0; i < length; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] content, int length, char wanted) {
        for (int i = length - 1; i >= 0; i--) {
            if (content[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
