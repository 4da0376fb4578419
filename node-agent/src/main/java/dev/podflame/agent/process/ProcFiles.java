package dev.podflame.agent.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads /proc. A file that is gone, or may not be read, is empty: processes end while one looks at them.
///
/// Reuses one buffer, so an instance belongs to one thread.
public final class ProcFiles {

    public static final Path PROC = Path.of("/proc");

    /// Longest part of a command line that is looked at.
    private static final int MAX_BYTES = 64 << 10;

    private static final String DELETED = " (deleted)";

    private final Path root;
    private final byte[] buffer = new byte[MAX_BYTES];

    public ProcFiles() {
        this(PROC);
    }

    /// @param root where the proc file system is mounted
    public ProcFiles(Path root) {
        this.root = root;
    }

    /// The pids of all processes, ascending.
    long[] pids() {
        String[] names = new File(root.toString()).list();
        if (names == null) {
            return new long[0];
        }
        long[] pids = new long[names.length];
        int count = 0;
        for (String name : names) {
            char first = name.charAt(0);
            if (first >= '0' && first <= '9') {
                pids[count++] = Long.parseLong(name);
            }
        }
        Arrays.sort(pids, 0, count);
        return Arrays.copyOf(pids, count);
    }

    public Optional<ProcStat> stat(long pid) {
        int length = read(pid, "/stat");
        return length <= 0 ? Optional.empty() : ProcStat.parse(buffer, length);
    }

    /// The arguments; empty for kernel threads and processes that are about to end.
    List<String> arguments(long pid) {
        int length = read(pid, "/cmdline");
        return length <= 0 ? List.of() : splitArguments(buffer, length);
    }

    /// Splits at the NUL bytes; trailing ones, left by programs that overwrite their command line, don't count.
    static List<String> splitArguments(byte[] content, int length) {
        int end = length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        List<String> arguments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= end && end > 0; i++) {
            if (i == end || content[i] == 0) {
                arguments.add(new String(content, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return arguments;
    }

    /// Path of the executable as the process sees it, without the kernel's mark for a deleted file.
    Optional<String> executable(long pid) {
        try {
            String path = Files.readSymbolicLink(file(pid, "/exe")).toString();
            return Optional.of(path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public String cgroup(long pid) {
        int length = read(pid, "/cgroup");
        return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /// The effective user id, or -1.
    int user(long pid) {
        int length = read(pid, "/status");
        if (length <= 0) {
            return -1;
        }
        String status = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        int line = status.indexOf("\nUid:\t");
        if (line < 0) {
            return -1;
        }
        String[] ids =
                status.substring(line + 6, status.indexOf('\n', line + 6)).split("\t", 3);
        return ids.length < 2 ? -1 : Integer.parseUnsignedInt(ids[1]);
    }

    /// The tail of `/proc/loadavg`: number of tasks and the pid that was given out last. As long as it stays the same,
    /// no process has begun, and none has ended without another task beginning.
    TaskCount taskCount() {
        int length = read(root + "/loadavg");
        String[] fields = length <= 0
                ? new String[0]
                : new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
                        .strip()
                        .split("[ /]");
        return fields.length < 6
                ? TaskCount.UNKNOWN
                : new TaskCount(Long.parseLong(fields[4]), Long.parseLong(fields[5]));
    }

    record TaskCount(long tasks, long lastPid) {
        static final TaskCount UNKNOWN = new TaskCount(-1, -1);
    }

    /// When the machine started, in milliseconds since the epoch.
    long bootTimeMillis() throws IOException {
        for (String line : Files.readAllLines(root.resolve("stat"))) {
            if (line.startsWith("btime ")) {
                return Long.parseLong(line.substring(6).strip()) * 1000;
            }
        }
        throw new IOException(root + "/stat has no btime line");
    }

    Path file(long pid, String name) {
        return Path.of(root + "/" + pid + name);
    }

    private int read(long pid, String name) {
        return read(root + "/" + pid + name);
    }

    private int read(String path) {
        try (FileInputStream in = new FileInputStream(path)) {
            int length = 0;
            int count = 0;
            while (length < buffer.length && (count = in.read(buffer, length, buffer.length - length)) > 0) {
                length += count;
            }
            return length;
        } catch (IOException e) {
            return -1;
        }
    }
}
